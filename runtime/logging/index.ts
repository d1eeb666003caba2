/** Entry `actionsmith/loggers`: sinks of run events and the front that authors call. */
export { BackendLogger, type BackendLoggerOptions } from './backend/backend-logger.ts';
export type { LogLosses } from './backend/log-sender.ts';
export { ConsoleLogger, type ConsoleLoggerOptions } from './console-logger.ts';
export { describeEvent } from './describe-event.ts';
export type { EventSink } from './event-sink.ts';
export { JsonlLogger, type JsonlLoggerOptions } from './jsonl-logger.ts';
export { Logger, type LoggerOptions } from './logger.ts';
export {
  defineMessages,
  type Message,
  type MessageContext,
  type MessageDefinition,
  type Translations,
} from './messages/define-messages.ts';
export type { MessageArguments, MessageInput, MessageOptions } from './messages/message-input.ts';
export { NoOpLogger } from './no-op-logger.ts';
export type * from './run-event.ts';
export type { TextStream } from './text-stream.ts';
export { toJson } from './to-json.ts';
