import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

function isExported(node: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
  );
}

function isFunction(node: ts.Statement): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  if (!ts.isVariableStatement(node)) return false;
  return node.declarationList.declarations.some(
    ({ initializer }) =>
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)),
  );
}

/** Exported functions, as `file:line`, that have no docstring of at least a sentence. */
function undocumented(path: string): string[] {
  const file = ts.createSourceFile(
    path,
    ts.sys.readFile(join(ROOT, path)) ?? '',
    ts.ScriptTarget.Latest,
    true,
  );
  return file.statements
    .filter((node) => isExported(node) && isFunction(node))
    .filter((node) => {
      const comment = ts.getJSDocCommentsAndTags(node).map((doc) => doc.getText());
      return comment.join('').replace(/[*/\s]/g, '').length < 20;
    })
    .map((node) => `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
}

/** `@throws` stands where a function of the public API throws an error of its own. */
function throwsUnsaid(path: string): string[] {
  const file = ts.createSourceFile(
    path,
    ts.sys.readFile(join(ROOT, path)) ?? '',
    ts.ScriptTarget.Latest,
    true,
  );
  return file.statements
    .filter((node) => isExported(node) && ts.isFunctionDeclaration(node))
    .filter((node) => /throw new DehuskError/.test(node.getText()))
    .filter(
      (node) =>
        !/@throws|Throws/.test(
          ts
            .getJSDocCommentsAndTags(node)
            .map((doc) => doc.getText())
            .join(''),
        ),
    )
    .map((node) => `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
}

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => `src/${path}`);

test('every exported function has a docstring', () => {
  expect(files.flatMap(undocumented)).toEqual([]);
});

test('a function that throws an error of its own says so', () => {
  expect(files.flatMap(throwsUnsaid)).toEqual([]);
});
