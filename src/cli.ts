import { Command } from 'commander';

/** `npm run -s staffroom -- <command>`: what is done from the command line rather than in the chat. */
const program = new Command('staffroom').description('Staffroom from the command line');

await program.parseAsync(process.argv);
