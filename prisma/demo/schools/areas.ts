/** The localities of each area, for briefings and area training. */
export const areas = {
  lincoln: ['Lincoln', 'North Hykeham', 'Gainsborough', 'Market Rasen', 'Horncastle', 'Louth'],
  boston: ['Boston', 'Skegness', 'Spilsby', 'Alford', 'Mablethorpe', 'Spalding', 'Holbeach'],
  grantham: ['Grantham', 'Sleaford', 'Stamford', 'Bourne', 'Market Deeping'],
  north: ['Gainsborough', 'Market Rasen', 'Lincoln', 'North Hykeham'],
  east: ['Louth', 'Mablethorpe', 'Horncastle', 'Skegness', 'Spilsby', 'Alford', 'Boston'],
  south: ['Spalding', 'Holbeach', 'Bourne', 'Market Deeping', 'Stamford', 'Grantham', 'Sleaford'],
} as const;
