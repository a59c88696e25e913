import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';

/** A workspace's own pair, both in base64: the public key as SPKI, the private one as PKCS#8. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** A fresh Ed25519 pair (RFC 8032). */
export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return { publicKey: publicKey.toString('base64'), privateKey: privateKey.toString('base64') };
}

/** Signature over bytes, base64. */
export function signBytes(bytes: Uint8Array, privateKey: string): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), type: 'pkcs8', format: 'der' });
  return sign(null, bytes, key).toString('base64');
}

/** Whether somebody who has the private key signed these bytes; false for a key or signature that is none. */
export function isSignedBy(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** How a key is read aloud over the telephone: 16 digits in groups of four, `3f2a-…`. */
export function fingerprint(publicKey: string): string {
  const digits = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);
  return (digits.match(/.{4}/g) ?? []).join('-');
}

/** What whoever was handed a task can say of its own key, and nobody else. */
export function proofOf(token: string, publicKey: string): string {
  return createHmac('sha256', token).update(publicKey).digest('hex');
}

/** Whether a proof is the token's. */
export function isProof(proof: string, token: string, publicKey: string): boolean {
  const expected = Buffer.from(proofOf(token, publicKey));
  const given = Buffer.from(proof);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
