import { z } from 'zod';

export const BACKUP_FORMAT = 'faheng-backup';
export const BACKUP_MANIFEST = 'manifest.json';

/** Largest manifest read: room for some two hundred thousand files. */
export const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

/** The only shapes a name inside a backup may have: nothing else is ever written when one is restored. */
export const BACKUP_NAME =
  /^(考评库\.faheng|faheng\.db|evidence\/([0-9a-f]{2})\/\2[0-9a-f]{62}|exchange\/inbox\/[0-9a-f-]{36}\.(fhpkg|xlsx))$/;

export const backupManifestSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  formatVersion: z.number().int().positive(),
  workspaceId: z.string().max(100),
  name: z.string().max(500),
  created: z.string().max(60),
  files: z.array(
    z.object({
      path: z.string().regex(BACKUP_NAME),
      size: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  /** Evidence files the workspace itself had lost when it was backed up. */
  missing: z.array(z.string().max(500)),
});

/** First entry of a backup: what is in it, and the hash of each file. */
export type BackupManifest = z.infer<typeof backupManifestSchema>;
export type BackupFile = BackupManifest['files'][number];
