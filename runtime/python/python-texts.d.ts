/** A Python module, as text (.ci/text-plugin.mjs). */
declare module '*.py' {
  const text: string;
  export default text;
}
