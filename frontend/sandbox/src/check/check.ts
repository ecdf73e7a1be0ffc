/**
 * The checks of an app's code before anything of it runs: a filter that finds honest mistakes and clumsy attacks early,
 * with a reason that helps to mend them. What holds whoever gets past it is the sandbox.
 */
import { parse } from 'acorn';
import type { Specification } from '../specification.ts';
import { lookAtAgreement } from './agreement.ts';
import { lookAtCode } from './code.ts';
import { type Finding, Findings } from './findings.ts';
import { RULES_VERSION } from './limits.ts';
import { fits } from './text.ts';
import { asNode, children, type Node, Scopes, treeOf } from './tree.ts';
import { Uses } from './uses.ts';

export interface Checked {
  /** Version of the rules. */
  readonly rules: number;
  readonly findings: readonly Finding[];
}

export function validate(code: string, specification: Specification): Checked {
  const findings = new Findings(code);
  if (fits(code, findings)) {
    const program = parsed(code, findings);
    const tree = program && treeOf(program, findings);
    if (program && tree) {
      const first = children(program, 'body')[0];
      if (first?.directive !== 'use strict')
        findings.add('strict', 0, 'The code must begin with "use strict".');
      const scopes = new Scopes(tree);
      const uses = new Uses(tree, scopes);
      lookAtCode(tree, scopes, uses, findings);
      lookAtAgreement(tree, scopes, uses, specification, findings);
    }
  }
  return { rules: RULES_VERSION, findings: [...findings.all].sort(byPlace) };
}

const byPlace = (one: Finding, other: Finding): number => one.line - other.line || one.column - other.column;

function parsed(code: string, findings: Findings): Node | undefined {
  try {
    return asNode(parse(code, { ecmaVersion: 2023, sourceType: 'script' }));
  } catch (error) {
    if (error instanceof RangeError) {
      findings.add('nesting', 0, 'The code is nested too deeply.');
      return undefined;
    }
    const { message = '', pos = 0 } = error as { message?: string; pos?: number };
    const words = message.replace(/ \(\d+:\d+\)$/, '');
    if (/import|export/.test(words))
      findings.add('imports', pos, 'An app is one script: it imports nothing.');
    else findings.add('syntax', pos, `This is not JavaScript as it is written: ${words}.`);
    return undefined;
  }
}
