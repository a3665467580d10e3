/**
 * Sealed files: what stands in a published portal though no build makes it: the manifest,
 * its signature and the log's head come last, over everything else. Pages link to them all
 * the same; who checks links asks here which ones may be missing before the seal.
 */

/** Addresses below the portal, in the order in which the copying page names them. */
export const SEALED_FILES = {
  'manifest-sha256': 'manifest-sha256.txt',
  'manifest-signature': 'manifest-sha256.txt.sig',
  'allowed-signers': 'allowed_signers',
  checkpoint: 'log/checkpoint',
  vkey: 'log/vkey',
} as const;

/** Whether a file is made when the portal is sealed, after its pages. */
export function isSealed(path: string): boolean {
  return (Object.values(SEALED_FILES) as string[]).includes(path);
}
