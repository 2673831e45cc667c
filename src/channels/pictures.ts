/**
 * Whether an attached file is a picture, which holds no list that could be read.
 * @param type its media type, as the platform says it; empty when it does not
 */
export function isPicture(name: string, type: string): boolean {
  return type.startsWith('image/') || /\.(jpe?g|png|gif|heic|heif|webp|bmp|tiff?)$/i.test(name);
}
