import type { Case } from './case.ts';
import { IDENTIFICATION } from './identification.ts';
import { LIFE } from './life.ts';
import { SDK_PROTOCOL } from './sdk-protocol.ts';

export type { Case } from './case.ts';
export const CASES: readonly Case[] = [...LIFE, ...SDK_PROTOCOL, ...IDENTIFICATION];
