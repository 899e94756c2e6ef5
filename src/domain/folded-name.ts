/**
 * A name of an artist, album, genre or tag as it is compared: without case; canonically equal names are equal. Composed
 * last, since only the lower case of some letters can be: `J̌` has no character of its own, `ǰ` has.
 */
export function foldedName(name: string): string {
  return name.toLowerCase().normalize('NFC')
}
