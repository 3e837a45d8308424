/** These commands for a person, who may have to go to another machine first. */
export const onMachine = (where: string, commands: readonly string[]): string =>
  `${where === 'this machine' ? '' : `on ${where}: `}${commands.join('; ')}`;
