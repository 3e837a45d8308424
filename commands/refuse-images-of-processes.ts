import type { StackWish } from '../containers/choose-stack.ts';
import { UsageError } from '../harness/usage-error.ts';

/** Images that were named and not used would be taken for what was asked. */
export function refuseImagesOfProcesses({
  stack,
  images,
}: { [Key in keyof StackWish]?: StackWish[Key] | undefined }): void {
  if (images === undefined || stack !== 'processes') return;
  throw new UsageError(
    `--images ${images} is for a stack from containers, and --stack processes asks for another: leave one of them out.`,
  );
}
