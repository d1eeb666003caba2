import { inspect } from 'node:util';

/** How a secret may turn up in a text: name and text. */
export function secretForms(secret: string): [name: string, text: string][] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const each = (write: (character: string, code: number) => string): string =>
    Array.from(secret, (one) => write(one, one.codePointAt(0)!)).join('');
  const byByte = (write: (hex: string) => string): string =>
    Array.from(bytes, (byte) => write(byte.toString(16).padStart(2, '0'))).join('');
  const units = secret.split('').map((one) => one.charCodeAt(0).toString(16).padStart(4, '0'));
  return [
    ['as it is', secret],
    ['inside of a word', `x${secret}y`],
    ['twice', `${secret}${secret}`],
    ['in JSON', json],
    ['in JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['in \\u escapes', units.map((unit) => `\\u${unit}`).join('')],
    ['in capital \\u escapes', units.map((unit) => `\\u${unit.toUpperCase()}`).join('')],
    ['in \\u{} escapes', each((_one, code) => `\\u{${code.toString(16)}}`)],
    ['percent-encoded', encodeURIComponent(secret)],
    ['percent-encoded in small letters', encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase())],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['percent-encoded byte by byte', byByte((hex) => `%${hex}`)],
    ['in a query', new URLSearchParams({ q: secret }).toString().slice(2)],
    ['in HTML', secret.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)],
    ['in numbered entities', each((_one, code) => `&#${code};`)],
    ['in hexadecimal entities', each((_one, code) => `&#x${code.toString(16)};`)],
    ['composed', secret.normalize('NFC')],
    ['decomposed', secret.normalize('NFD')],
    ['in base64', bytes.toString('base64')],
    ['in base64url', bytes.toString('base64url')],
    ['in base64 after one byte', coreOfBase64('u', secret)],
    ['in base64 after two bytes', coreOfBase64('u:', secret)],
    ['in base64 after three bytes', coreOfBase64('me:', secret)],
    ['in base64 of its JSON', Buffer.from(JSON.stringify(secret)).toString('base64').replaceAll('=', '').slice(2, -2)],
    ['in base64 of its percent-encoding', Buffer.from(encodeURIComponent(secret)).toString('base64')],
    ['in base64 in a query', encodeURIComponent(bytes.toString('base64'))],
    ['in base64 in lines', bytes.toString('base64').replace(/.{8}/g, '$&\n')],
    ['in hexadecimal', bytes.toString('hex')],
    ['in capital hexadecimal', bytes.toString('hex').toUpperCase()],
    ['as a Buffer is shown', Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')],
    ['in hexadecimal with colons', Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':')],
    ['in hexadecimal with dashes', Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('-')],
    ['in C bytes', Array.from(bytes, (byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(', ')],
    ['in \\x escapes', byByte((hex) => `\\x${hex}`)],
    ['as a list of bytes', JSON.stringify([...bytes]).slice(1, -1)],
    ['as a list of bytes with blanks', [...bytes].join(', ')],
    ['as a Buffer in JSON', JSON.stringify(bytes).slice(25, -2)],
    ['taken for latin1', bytes.toString('latin1')],
    ['over two lines', `${secret.slice(0, 3)}\n${secret.slice(3)}`],
    ['as inspect shows it', inspect(secret, { maxStringLength: null }).slice(1, -1)],
  ];
}

/** The part of the base64 of `before` and the secret that depends on the secret alone. */
function coreOfBase64(before: string, secret: string): string {
  const length = Buffer.byteLength(before);
  const text = Buffer.from(`${before}${secret}`).toString('base64');
  return text.slice(Math.ceil((length * 8) / 6), Math.floor(((length + Buffer.byteLength(secret)) * 8) / 6));
}
