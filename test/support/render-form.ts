import { getNode, type FormKitNode, type FormKitSchemaNode } from '@formkit/core';
import { defaultConfig, FormKit, FormKitSchema, plugin } from '@formkit/vue';
import { createApp, h, nextTick } from 'vue';

/** The part of a page that is asked here; the types of a browser are not among ours. */
interface PageElement {
  readonly id: string;
  readonly type: string;
  readonly textContent: string;
  readonly querySelector: (selector: string) => PageElement | null;
  readonly querySelectorAll: (selector: string) => Iterable<PageElement>;
}

declare const document: { createElement(name: string): PageElement; body: { append(element: PageElement): void } };

/** A form of FormKit in a document, filled and sent as a browser's user would. */
export interface RenderedForm {
  /** The inputs by their names, in the order of the page; those of groups and lists too. */
  readonly labels: () => string[];
  /** `text`, `number`, … by the name of the input. */
  readonly input: (name: string) => PageElement | undefined;
  /** Puts a value into the input of that name: one below groups and lists by its names and places, `layers.0.size`; also one that is not sent. */
  readonly fill: (name: string, value: unknown) => Promise<void>;
  /** What was sent; undefined where the form refused. */
  readonly submit: () => Promise<unknown>;
  /** What the form says is wrong. */
  readonly messages: () => string[];
  readonly elements: (selector: string) => number;
}

let forms = 0;
let rendered: (() => void) | undefined;

export async function renderForm(items: readonly unknown[]): Promise<RenderedForm> {
  const id = `form-${++forms}`;
  const element = document.createElement('div');
  document.body.append(element);
  let sent: unknown;
  const schema = items as FormKitSchemaNode[];
  const onSubmit = (value: unknown): void => void (sent = JSON.parse(JSON.stringify(value)));
  const app = createApp({
    render: () => h(FormKit as never, { type: 'form' as const, id, onSubmit }, { default: () => h(FormKitSchema, { schema }) }),
  });
  app.use(plugin, defaultConfig());
  rendered?.(); // ids are of the page: one form at a time
  rendered = () => app.unmount();
  app.mount(element as unknown as string);
  const form = getNode(id)!;
  await settle(form);
  return {
    labels: () => [...element.querySelectorAll('.formkit-label, legend')].map((label) => label.textContent.trim()),
    input: (name) => element.querySelector(`[name="${name}"]`) ?? undefined,
    fill: async (name, value) => {
      const parts = name.split('.');
      const node = parts.reduce((at: FormKitNode | undefined, part) => childOf(at, part), form) ?? nodeBeside(element, parts);
      if (node === undefined) throw new Error(`the form has no ${name}`);
      await node.input(value, false);
      await settle(form);
    },
    submit: async () => {
      sent = undefined;
      form.submit();
      await settle(form);
      return sent;
    },
    messages: () => [...element.querySelectorAll('[data-message-type="validation"]')].map((message) => message.textContent),
    elements: (selector) => [...element.querySelectorAll(selector)].length,
  };
}

function childOf(node: FormKitNode | undefined, name: string): FormKitNode | undefined {
  return node?.children.find((child) => 'name' in child && String(child.name) === name) as FormKitNode | undefined;
}

/** A field that is not sent belongs to no parent; those of a list's rows have one name, and stand in their order. */
function nodeBeside(element: PageElement, parts: readonly string[]): FormKitNode | undefined {
  const rows = [...element.querySelectorAll(`[name="${parts.at(-1)}"]`)];
  const row = Number(parts.find((part) => /^\d+$/.test(part)) ?? 0);
  return getNode(rows[rows.length === 1 ? 0 : row]?.id ?? '');
}

/** FormKit validates again in a timer of 0 ms: timers of one length fire in their order, so ours, set later, comes after it. */
async function settle(form: FormKitNode): Promise<void> {
  for (let turn = 0; turn < 6; turn++) {
    await form.settled;
    await nextTick();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
