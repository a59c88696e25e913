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
  const rest =
    command.commands.length > 0
      ? '<命令>'
      : command.registeredArguments.map((a) => `<${a.name()}>`).join(' ');
  return [...names, '[选项]', rest].filter(Boolean).join(' ');
}

function termOf(command: Command): string {
  const rest =
    command.commands.length > 0
      ? '<命令>'
      : command.registeredArguments.map((a) => `<${a.name()}>`).join(' ');
  return [command.name(), rest].filter(Boolean).join(' ');
}

function describeOption(option: Option): string {
  const notes: string[] = [];
  if (option.mandatory) notes.push('必填');
  if (typeof option.defaultValue === 'string') notes.push(`默认 ${option.defaultValue}`);
  return notes.length > 0 ? `${option.description}（${notes.join('，')}）` : option.description;
}

/** What commander found wrong with the arguments, in Chinese. */
export function describeCommanderError({ code, message }: CommanderError): string {
  const [, named = ''] = /'([^']*)'/.exec(message) ?? [];
  switch (code) {
    case 'commander.unknownCommand':
      return `没有“${named}”这个命令。`;
    case 'commander.unknownOption':
      return `没有“${named}”这个选项。`;
    case 'commander.missingArgument':
      return `缺少参数：${named}。`;
    case 'commander.optionMissingArgument':
      return `选项后面缺少值：${named}。`;
    case 'commander.missingMandatoryOptionValue':
      return `缺少必填的选项：${named}。`;
    case 'commander.excessArguments':
      return '参数太多。';
    case 'commander.invalidArgument':
      return `选项的值不在允许范围内：${named}。`;
    default:
      return '命令的参数不对。';
  }
}
