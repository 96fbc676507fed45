import { notImitated } from './service.ts';

/** A value of one of Google's enums: an object, equal only to itself. */
class EnumValue {
  readonly #name: string;
  readonly #ordinal: number;
  constructor(name: string, ordinal: number) {
    this.#name = name;
    this.#ordinal = ordinal;
  }
  name(): string {
    return this.#name;
  }
  ordinal(): number {
    return this.#ordinal;
  }
  compareTo(other: EnumValue): number {
    return this.#ordinal - other.ordinal();
  }
  toString(): string {
    return this.#name;
  }
  toJSON(): string {
    return this.#name;
  }
}

/** An enum of Google's; `T` is `typeof` the enum in the type package, which exists there as a type only. */
export function enumeration<T extends object>(name: string, members: (keyof T & string)[]): T {
  const values = Object.fromEntries(members.map((member, at) => [member, new EnumValue(member, at)]));
  return new Proxy(values as T, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || key === 'toJSON')
        return Reflect.get(target, key, receiver) as unknown;
      throw notImitated(`${name}.${key}`);
    },
  });
}

/** «WRAP» of `WrapStrategy.WRAP`. */
export const enumName = (value: unknown): string => String(value);

type Sheets = typeof GoogleAppsScript.Spreadsheet;

export const ProtectionType = enumeration<Sheets['ProtectionType']>('ProtectionType', ['RANGE', 'SHEET']);
export const DeveloperMetadataVisibility = enumeration<Sheets['DeveloperMetadataVisibility']>(
  'DeveloperMetadataVisibility',
  ['DOCUMENT', 'PROJECT'],
);
export const DeveloperMetadataLocationType = enumeration<Sheets['DeveloperMetadataLocationType']>(
  'DeveloperMetadataLocationType',
  ['SPREADSHEET', 'SHEET', 'ROW', 'COLUMN'],
);
export const BorderStyle = enumeration<Sheets['BorderStyle']>('BorderStyle', [
  'DOTTED',
  'DASHED',
  'SOLID',
  'SOLID_MEDIUM',
  'SOLID_THICK',
  'DOUBLE',
]);
export const WrapStrategy = enumeration<Sheets['WrapStrategy']>('WrapStrategy', ['WRAP', 'OVERFLOW', 'CLIP']);
export const BooleanCriteria = enumeration<Sheets['BooleanCriteria']>('BooleanCriteria', [
  'CELL_EMPTY',
  'CELL_NOT_EMPTY',
  'NUMBER_BETWEEN',
  'NUMBER_EQUAL_TO',
  'NUMBER_GREATER_THAN',
  'NUMBER_GREATER_THAN_OR_EQUAL_TO',
  'NUMBER_LESS_THAN',
  'NUMBER_LESS_THAN_OR_EQUAL_TO',
  'NUMBER_NOT_BETWEEN',
  'NUMBER_NOT_EQUAL_TO',
  'TEXT_CONTAINS',
  'TEXT_DOES_NOT_CONTAIN',
  'TEXT_EQUAL_TO',
  'TEXT_STARTS_WITH',
  'TEXT_ENDS_WITH',
  'CUSTOM_FORMULA',
]);
export const DataValidationCriteria = enumeration<Sheets['DataValidationCriteria']>(
  'DataValidationCriteria',
  [
    'DATE_IS_VALID_DATE',
    'NUMBER_BETWEEN',
    'NUMBER_EQUAL_TO',
    'NUMBER_GREATER_THAN',
    'NUMBER_GREATER_THAN_OR_EQUAL_TO',
    'NUMBER_LESS_THAN',
    'NUMBER_LESS_THAN_OR_EQUAL_TO',
    'NUMBER_NOT_BETWEEN',
    'NUMBER_NOT_EQUAL_TO',
    'TEXT_CONTAINS',
    'TEXT_DOES_NOT_CONTAIN',
    'TEXT_EQUAL_TO',
    'VALUE_IN_LIST',
    'CUSTOM_FORMULA',
    'CHECKBOX',
  ],
);

type Base = typeof GoogleAppsScript.Base;
export const Button = enumeration<Base['Button']>('Button', ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']);
export const ButtonSet = enumeration<Base['ButtonSet']>('ButtonSet', [
  'OK',
  'OK_CANCEL',
  'YES_NO',
  'YES_NO_CANCEL',
]);

type Script = typeof GoogleAppsScript.Script;
export const AuthMode = enumeration<Script['AuthMode']>('AuthMode', [
  'NONE',
  'CUSTOM_FUNCTION',
  'LIMITED',
  'FULL',
]);
export const AuthorizationStatus = enumeration<Script['AuthorizationStatus']>('AuthorizationStatus', [
  'REQUIRED',
  'NOT_REQUIRED',
]);

type Html = typeof GoogleAppsScript.HTML;
export const SandboxMode = enumeration<Html['SandboxMode']>('SandboxMode', ['EMULATED', 'IFRAME', 'NATIVE']);
export const XFrameOptionsMode = enumeration<Html['XFrameOptionsMode']>('XFrameOptionsMode', [
  'ALLOWALL',
  'DEFAULT',
]);

type Tools = typeof GoogleAppsScript.Utilities;
export const Charset = enumeration<Tools['Charset']>('Charset', ['US_ASCII', 'UTF_8']);
export const DigestAlgorithm = enumeration<Tools['DigestAlgorithm']>('DigestAlgorithm', [
  'MD5',
  'SHA_1',
  'SHA_256',
  'SHA_384',
  'SHA_512',
]);
export const MacAlgorithm = enumeration<Tools['MacAlgorithm']>('MacAlgorithm', [
  'HMAC_MD5',
  'HMAC_SHA_1',
  'HMAC_SHA_256',
  'HMAC_SHA_384',
  'HMAC_SHA_512',
]);
