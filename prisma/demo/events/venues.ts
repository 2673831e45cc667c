/** Where sessions are held. The towns are real, the buildings are not. */
export interface Venue {
  readonly venue: string;
  readonly address: string;
  readonly town: string;
  readonly postcode: string;
}

export const venues = {
  lincoln: { venue: 'Uphill Conference Rooms', address: '4 Chandlery Walk', town: 'Lincoln', postcode: 'LN2 7KC' },
  boston: { venue: 'Stumpview Centre', address: '19 Wormgate Parade', town: 'Boston', postcode: 'PE21 4OK' },
  grantham: { venue: 'Spitalfold Rooms', address: '2 Foundry Court', town: 'Grantham', postcode: 'NG31 3VM' },
  sleaford: { venue: 'The Maltings Annexe', address: '7 Carre Yard', town: 'Sleaford', postcode: 'NG34 8CO' },
  louth: { venue: 'Wolds Edge Hall', address: '31 Ludd Row', town: 'Louth', postcode: 'LN11 2IK' },
  spalding: { venue: 'Bulbfield House', address: '12 Tulip Drove', town: 'Spalding', postcode: 'PE11 5MV' },
  gainsborough: { venue: 'Old Ferry Rooms', address: '1 Trentside Steps', town: 'Gainsborough', postcode: 'LN1 9VK' },
  horncastle: { venue: 'Drovers’ Hall', address: '5 Wharf Rise', town: 'Horncastle', postcode: 'LN9 6CI' },
} as const satisfies Record<string, Venue>;

export type VenueKey = keyof typeof venues;
