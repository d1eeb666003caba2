/** A template, compiled when the toolkit is built. It prints what the view holds and decides nothing else. */
declare module '*.hbs' {
  const template: (view: import('../render.ts').View) => string;
  export default template;
}
