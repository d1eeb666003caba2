import { toolkitRoot } from '../discovery/toolkit-entries.ts';
import { ownFrames } from '../errors/own-frames.ts';
import type { StackFrame } from '../errors/stack-frames.ts';
import type { Excerpt, StoredError } from '../history/stored-error.ts';
import type { SerializedError } from '../logging/run-event.ts';
import { markup, type Html, type HtmlValue } from './html.ts';
import { shortenPath } from './shorten-path.ts';
import { tree } from './tree.ts';

const MOST_FRAMES = 8;

/** What the run failed of: the error and each of its causes, with the author's lines that they came from. Paths are seen from `folder`. */
export function failure(error: StoredError, folder: string): Html {
  return markup`<ol class="errors">
      ${chain(error, '', error.excerpts ?? [], folder)}
    </ol>
    ${
      error.rollbackErrors !== undefined &&
      markup`<h3>While steps were undone</h3>
        <ol class="errors">
          ${error.rollbackErrors.map((one) => chain(one, '', error.excerpts ?? [], folder))}
        </ol>`
    }`;
}

function chain(error: SerializedError, label: string, excerpts: readonly Excerpt[], folder: string): HtmlValue {
  const { cause, errors = [] } = error;
  return [
    describe(error, label, excerpts, folder),
    cause && chain(cause, 'Caused by', excerpts, folder),
    errors.map((one) => chain(one, 'One of them', excerpts, folder)),
  ];
}

function describe(
  { name, message, code, stack = '', issues, details }: SerializedError,
  label: string,
  excerpts: readonly Excerpt[],
  folder: string,
): Html {
  const frames = ownFrames(stack, toolkitRoot()).slice(0, MOST_FRAMES);
  const [first] = frames;
  const excerpt = first && excerpts.find(({ file, line, column }) => file === first.file && line === first.line && column === first.column);
  const { report: _report, ...rest } = details ?? {};
  return markup`<li>
    <p class="error-name">
      ${label !== '' && markup`<span class="quiet">${label}</span> `}<b>${name}</b>${code !== undefined && markup` <code>${code}</code>`}
    </p>
    <p class="error-message">${message}</p>
    ${
      issues &&
      markup`<ul class="issues">
        ${issues.map(({ path, message: what, hint }) => markup`<li><code>${path.join('.') || 'the whole'}</code> ${what}${hint !== undefined && markup` <span class="quiet">${hint}</span>`}</li>`)}
      </ul>`
    }
    ${excerpt && codeFrame(excerpt, folder)}${
      frames.length > 0 &&
      markup`<ul class="frames">
        ${frames.map((frame) => place(frame, folder))}
      </ul>`
    }${Object.keys(rest).length > 0 && tree(rest, 0)}
  </li> `;
}

/** The line with the place that it is about. */
function codeFrame({ file, line, column, from, lines }: Excerpt, folder: string): Html {
  const width = String(from + lines.length - 1).length;
  const rows = lines.map((text, index) => {
    const number = String(from + index).padStart(width);
    if (from + index !== line) return markup`<span class="line"><i>${number}</i> ${text}</span>`;
    const caret = column <= text.length ? `${text.slice(0, column - 1).replaceAll(/[^\t]/g, ' ')}^` : '';
    return markup`<span class="line here"><i>${number}</i> ${text}</span><span class="line caret" aria-hidden="true"><i>${' '.repeat(width)}</i> ${caret}</span>`;
  });
  return markup`<figure class="code">
    <figcaption>${shortenPath(file, folder)}:${line}:${column}</figcaption>
    <pre tabindex="0">${rows}</pre>
  </figure>`;
}

function place({ text, file, line, column }: StackFrame, folder: string): Html {
  const caller = /^at (?:async )?(.*?) \(/.exec(text)?.[1];
  return markup`<li>
    ${caller !== undefined && markup`${caller} `}<span class="quiet">${shortenPath(file, folder)}:${line}:${column}</span>
  </li>`;
}
