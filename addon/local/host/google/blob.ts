import { bytesOf, signed, textOf } from './bytes.ts';
import { expose, Service, whole } from './service.ts';

type G = GoogleAppsScript.Base.Blob;

interface Content {
  bytes: readonly number[];
  type: string | null;
  name: string | null;
}

const contents = new WeakMap<object, Content>();

export const blobContent = (blob: unknown): Content | undefined =>
  blob !== null && typeof blob === 'object' ? contents.get(blob) : undefined;

/** Bytes with a type and a name. */
export class Blob
  extends Service
  implements
    Pick<
      G,
      | 'copyBlob'
      | 'getBlob'
      | 'getBytes'
      | 'getContentType'
      | 'getDataAsString'
      | 'getName'
      | 'setContentType'
      | 'setName'
    >
{
  constructor(data: string | readonly number[], type: string | null, name: string | null) {
    super();
    contents.set(this, { bytes: bytesOf(data), type, name });
  }
  #content(): Content {
    return contents.get(this)!;
  }
  getBlob(): G {
    return whole(this);
  }
  copyBlob(): G {
    const { bytes, type, name } = this.#content();
    return whole(new Blob(bytes, type, name));
  }
  getBytes(): number[] {
    return signed(this.#content().bytes);
  }
  getDataAsString(): string {
    return textOf(this.#content().bytes);
  }
  getContentType(): string | null {
    return this.#content().type;
  }
  setContentType(type: string | null): G {
    this.#content().type = type;
    return whole(this);
  }
  getName(): string | null {
    return this.#content().name;
  }
  setName(name: string): G {
    this.#content().name = name;
    return whole(this);
  }
}
expose('Blob', Blob);
