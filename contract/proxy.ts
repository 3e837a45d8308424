/** A terabyte: a body that no program of ours has a use for. It is announced and never sent. */
export const bodyBeyondReasonBytes = 1024 ** 4;
