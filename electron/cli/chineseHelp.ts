import type { Command, CommanderError, Option } from 'commander';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

/** Help in Chinese; commander's own words are English. Must be called before commands are added: they inherit it. */
export function speakChinese(program: Command): void {
  program
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .configureHelp({
      showGlobalOptions: true,
      displayWidth: (text) => displayWidth(text),
      styleTitle: (title) => TITLES[title] ?? title,
      commandUsage: (command) => usageOf(command),
      // Commander would add its choices in English; ours are in the text.
      argumentDescription: (argument) => argument.description,
      optionDescription: (option) => describeOption(option),
      subcommandTerm: (command) => termOf(command),
    });
}

/** Columns of a terminal: Chinese signs and full-width forms take two. */
function displayWidth(text: string): number {
  return [...text].reduce(
    (width, sign) =>
      width + (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u201c\u201d\u2026]/.test(sign) ? 2 : 1),
    0,
  );
}

function usageOf(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at; at = at.parent) names.unshift(at.name());
  const rest = command.commands.length > 0 ? '<命令>' : argumentsOf(command);
  return [...names, '[选项]', rest].filter(Boolean).join(' ');
}

function argumentsOf(command: Command): string {
  return command.registeredArguments.map((a) => `<${a.name()}${a.variadic ? '...' : ''}>`).join(' ');
}

function termOf(command: Command): string {
  const rest = command.commands.length > 0 ? '<命令>' : argumentsOf(command);
  return [command.name(), rest].filter(Boolean).join(' ');
}

function describeOption(option: Option): string {
  const notes: string[] = [];
  if (option.mandatory) notes.push('必填');
  if (typeof option.defaultValue === 'string') notes.push(`默认 ${option.defaultValue}`);
  return notes.length > 0 ? `${option.description}（${notes.join('，')}）` : option.description;
}

/** What is wrong with the arguments, and how to put it right. */
export interface ArgumentProblem {
  readonly problem: string;
  readonly todo?: string;
}

/**
 * What commander found wrong with the arguments, in Chinese, with what may be written instead.
 *
 * @param argv the arguments as typed: they tell which command was meant.
 */
export function describeCommanderError(
  { code, message }: CommanderError,
  program: Command,
  argv: readonly string[],
): ArgumentProblem {
  const [, named = ''] = /'([^']*)'/.exec(message) ?? [];
  const command = meantCommand(program, argv);
  switch (code) {
    case 'commander.unknownCommand':
      return { problem: `没有“${named}”这个命令${likely(message)}。`, todo: commandsOf(command) };
    case 'commander.unknownOption':
      return { problem: `没有“${named}”这个选项${likely(message)}。`, todo: optionsOf(command) };
    case 'commander.missingArgument':
      return { problem: `缺少参数：${named}。`, todo: optionsOf(command) };
    case 'commander.optionMissingArgument':
      return { problem: `选项后面缺少值：${named}。`, todo: optionsOf(command) };
    case 'commander.missingMandatoryOptionValue':
      return { problem: `缺少必填的选项：${named}。`, todo: optionsOf(command) };
    case 'commander.excessArguments':
      return { problem: '参数太多。', todo: optionsOf(command) };
    case 'commander.invalidArgument':
      return describeInvalid(message, named);
    default:
      return { problem: '命令的参数不对。' };
  }
}

function describeInvalid(message: string, named: string): ArgumentProblem {
  const [, value = named] = /argument(?: value)? '([^']*)'/.exec(message) ?? [];
  const option = named === value ? '' : `${named} `;
  const [, choices = ''] = /Allowed choices are (.*)\.$/.exec(message) ?? [];
  return {
    problem: `${option}没有“${value}”这个值。`,
    ...(choices === '' ? {} : { todo: `可以写：${choices.split(', ').join('、')}。` }),
  };
}

/** Commander's guess at what was meant: `(Did you mean --out?)`, `(Did you mean one of a, b?)`. */
function likely(message: string): string {
  const [, guess] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message) ?? [];
  return guess === undefined ? '' : `（是不是 ${guess.split(', ').join('、')}？）`;
}

/** The innermost command that the words lead to. */
function meantCommand(program: Command, argv: readonly string[]): Command {
  let command = program;
  for (const word of argv) command = command.commands.find((one) => one.name() === word) ?? command;
  return command;
}

function commandsOf(command: Command): string {
  const names = command.commands.map((one) => one.name()).join('、');
  return names === '' ? optionsOf(command) : `可以写：${names}。用法见 --help。`;
}

function optionsOf(command: Command): string {
  const flags = command.options.map(({ flags: text, mandatory }) => `${text}${mandatory ? '（必填）' : ''}`);
  const options = flags.length > 0 ? `选项：${flags.join('、')}。` : '';
  return `用法：${usageOf(command)}。${options}说明见 --help。`;
}
