/**
 * Formats: the file name endings that are public. What follows the last dot of a
 * name can be anything (`연락처.01012345678`), so only a known ending is a format.
 */
const FORMATS: ReadonlySet<string> = new Set([
  'hwp', 'hwpx', 'hwt', 'pdf', 'doc', 'docx', 'xls', 'xlsx', 'xlsm', 'ppt', 'pptx', 'odt', 'ods', 'odp', 'rtf', 'txt', 'md', 'csv', 'tsv',
  'json', 'xml', 'html', 'htm', 'mht', 'eml', 'msg', 'zip', '7z', 'egg', 'alz', 'rar', 'tar', 'gz', 'jpg', 'jpeg', 'png', 'gif', 'bmp',
  'tif', 'tiff', 'webp', 'svg', 'heic', 'mp3', 'wav', 'm4a', 'mp4', 'avi', 'mov', 'wmv', 'dwg', 'dxf', 'shp', 'ai', 'psd', 'gul', 'ttf',
]);

/** Returns the lower-case ending of a file name, or `''` for none or one that is not known. */
export function formatOf(name: string): string {
  const ending = /\.([^.]*)$/.exec(name)?.[1]?.trim().toLowerCase() ?? '';
  return FORMATS.has(ending) ? ending : '';
}
