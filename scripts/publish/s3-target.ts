/**
 * S3 target: a bucket of S3-compatible storage, through the vendor's own client.
 * Credentials come from the usual variables (`AWS_ACCESS_KEY_ID`, …), the place from
 * `--endpoint`; buckets are part of the path, which every such storage understands.
 *
 * A put is whole and durable when it is answered. What never changes under its name is
 * kept by caches for a year: tiles and shards. Nothing else is, because a record that was
 * taken back must be gone within minutes from what lies between.
 */
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { ArchiveError } from '../../src/errors.ts';
import type { Sent, Target } from '../../src/archive/publish/target.ts';
import { headersOf } from '../../src/site/security/headers.ts';
import { inLanes } from './lanes.ts';

/** Where a bucket is: `s3://bucket/prefix`, and the address of the storage. */
export interface Bucket { name: string; endpoint: string | undefined; region: string | undefined }

const MINUTES = 'public, max-age=300';
const A_YEAR = 'public, max-age=31536000, immutable';
const ASKED_EACH_TIME = 'no-cache';

/** Returns how long a cache may keep a file. */
export function cacheControlOf(path: string): string {
  if (/^(?:log\/tile\/|manifest\/)/.test(path)) return A_YEAR;
  return /^(?:log\/|manifest-|allowed_signers$)/.test(path) ? ASKED_EACH_TIME : MINUTES;
}

/** A bucket, or a prefix in it. */
export class S3Target implements Target {
  readonly name: string;
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #client: S3Client;

  /** @throws {ArchiveError} `BAD_ARGUMENT` if it is not `s3://bucket` or `s3://bucket/prefix`. */
  constructor({ name, endpoint, region }: Bucket) {
    const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/*$/.exec(name) ?? [];
    if (bucket === undefined) throw new ArchiveError('BAD_ARGUMENT', 'target', 'expected s3://bucket or s3://bucket/prefix, got another name');
    this.name = name;
    this.#bucket = bucket;
    this.#prefix = prefix === '' ? '' : `${prefix}/`;
    // Many storages refuse the checksums that newer clients add of themselves.
    this.#client = new S3Client({ region: region ?? 'us-east-1', forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED', ...(endpoint === undefined ? {} : { endpoint }) });
  }

  /** Closes all connections. */
  close(): void { this.#client.destroy(); }

  async list(folder: string): Promise<string[]> {
    const prefix = `${this.#prefix}${folder === '' ? '' : `${folder}/`}`;
    const names: string[] = [];
    for (let token: string | undefined; ;) {
      const page = await this.#ask(() => this.#client.send(new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix, Delimiter: '/', ContinuationToken: token })));
      names.push(...(page.CommonPrefixes ?? []).map((one) => one.Prefix!.slice(prefix.length, -1)), ...(page.Contents ?? []).map((one) => one.Key!.slice(prefix.length)));
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
      if (token === undefined) return names.filter((name) => name !== '');
    }
  }

  async read(paths: readonly string[]): Promise<Map<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    await inLanes(paths, async (path) => {
      const bytes = await this.#get(path);
      if (bytes !== null) found.set(path, bytes);
    });
    return found;
  }

  /** Which of the objects were other is not asked: that would be a request for each. */
  async write(files: readonly Sent[]): Promise<number> {
    await inLanes(files, async ({ path, read }) => {
      const headers = headersOf(path);
      await this.#ask(() => this.#client.send(new PutObjectCommand({
        Bucket: this.#bucket, Key: `${this.#prefix}${path}`, Body: read(),
        ContentType: headers['Content-Type'], CacheControl: cacheControlOf(path), ContentDisposition: headers['Content-Disposition'],
      })));
    });
    return files.length;
  }

  async remove(paths: readonly string[]): Promise<void> {
    await inLanes(paths, async (path) => void await this.#ask(() => this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: `${this.#prefix}${path}` }))));
  }

  async #get(path: string): Promise<Uint8Array | null> {
    return await this.#ask(async () => {
      try {
        const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: `${this.#prefix}${path}` }));
        return await Body!.transformToByteArray();
      } catch (error) {
        if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return null;
        throw error;
      }
    });
  }

  /** A refusal of the storage is told by its name; its message may hold what was sent. */
  async #ask<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      if (error instanceof ArchiveError) throw error;
      const { name = 'no answer', code } = error as { name?: string; code?: string };
      throw new ArchiveError('BAD_TARGET', this.name, `expected the storage to do what was asked, got ${code ?? name}`, { cause: error });
    }
  }
}
