/** Ids come from buttons, which anyone can forge: anything but a UUID is treated as not found. */

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
