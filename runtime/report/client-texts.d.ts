/** A file for the browser, as text (.ci/text-plugin.mjs). */
declare module '*.client.css' {
  const text: string;
  export default text;
}
declare module '*.client.js' {
  const text: string;
  export default text;
}
