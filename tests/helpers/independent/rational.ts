/** Exact rational numbers, always reduced. Part of the second computation, which shares no code with the engine. */
export class Rational {
  private constructor(
    readonly top: bigint,
    readonly bottom: bigint,
  ) {}

  static of(top: bigint | number, bottom: bigint | number = 1n): Rational {
    let [n, d] = [BigInt(top), BigInt(bottom)];
    if (d === 0n) throw new Error('denominator 0');
    if (d < 0n) [n, d] = [-n, -d];
    const g = gcd(n < 0n ? -n : n, d);
    return new Rational(n / g, d / g);
  }

  /** "85", "85.5", "-3". */
  static parse(text: string): Rational {
    const [whole = '0', decimals = ''] = text.trim().split('.');
    return Rational.of(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  }

  plus(other: Rational): Rational {
    return Rational.of(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }

  minus(other: Rational): Rational {
    return Rational.of(this.top * other.bottom - other.top * this.bottom, this.bottom * other.bottom);
  }

  times(other: Rational): Rational {
    return Rational.of(this.top * other.top, this.bottom * other.bottom);
  }

  over(other: Rational): Rational {
    return Rational.of(this.top * other.bottom, this.bottom * other.top);
  }

  isLess(other: Rational): boolean {
    return this.top * other.bottom < other.top * this.bottom;
  }

  equals(other: Rational): boolean {
    return this.top === other.top && this.bottom === other.bottom;
  }

  min(other: Rational): Rational {
    return this.isLess(other) ? this : other;
  }

  max(other: Rational): Rational {
    return this.isLess(other) ? other : this;
  }

  /** Largest whole number not above. */
  whole(): bigint {
    const cut = this.top / this.bottom;
    return this.top < 0n && cut * this.bottom !== this.top ? cut - 1n : cut;
  }

  /** To two decimals, halves up: the page's roundHalfUp. */
  rounded(): Rational {
    return Rational.of(this.times(Rational.of(100)).plus(Rational.of(1, 2)).whole(), 100);
  }

  /** Two decimals; only for values that have no more. */
  text(): string {
    const hundredths = this.times(Rational.of(100));
    if (hundredths.bottom !== 1n) throw new Error(`not whole hundredths: ${this.top}/${this.bottom}`);
    const digits = String(hundredths.top < 0n ? -hundredths.top : hundredths.top).padStart(3, '0');
    return `${hundredths.top < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
