/** Says a line to whoever runs a command. */
export type Say = (line: string) => void;
