/**
 * The Playground's users and channels: its `.m365agentsplayground.yml`, written as JSON, which is valid YAML. Its
 * format (version 0.1.1) requires at least five users besides the current one, one team with at most one channel beside
 * General, and the spelling "principle". All names are invented.
 */
export const playgroundPeople = {
  version: '0.1.1',
  tenantId: '5e1ec7ed-0000-4000-8000-000000000001',
  bot: { id: '28:5e1ec7ed-0000-4000-8000-000000000002', name: 'Staffroom' },
  currentUser: person(10, 'Sam', 'Okafor'),
  users: [
    person(11, 'Ruth', 'Marlow'),
    person(12, 'Imran', 'Aziz'),
    person(13, 'Carys', 'Powell'),
    person(14, 'Tomasz', 'Nowak'),
    person(15, 'Bridget', 'Lane'),
  ],
  personalChat: { id: 'a:staffroom-personal-chat' },
  groupChat: { id: '19:staffroom-group-chat@thread.v2', name: 'Headteachers' },
  team: {
    id: '19:staffroom-general@thread.tacv2',
    name: 'Partnership team',
    aadGroupId: '5e1ec7ed-0000-4000-8000-000000000003',
    channels: [{ id: '19:staffroom-briefings@thread.tacv2', name: 'Briefings' }],
  },
};

function person(number: number, givenName: string, surname: string) {
  const address = `${givenName}.${surname}@school.example`.toLowerCase();
  return {
    id: `29:staffroom-user-${number}`,
    name: `${givenName} ${surname}`,
    userPrincipleName: address,
    aadObjectId: `5e1ec7ed-0000-4000-8000-0000000001${number}`,
    givenName,
    surname,
    email: address,
  };
}
