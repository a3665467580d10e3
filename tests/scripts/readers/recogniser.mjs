// A recogniser for tests: finds the made-up name 탁봉수, unless the text tells it to misbehave.
import { createInterface } from 'node:readline';

for await (const line of createInterface({ input: process.stdin })) {
  const { texts } = JSON.parse(line);
  const all = Object.values(texts).join('\n');
  if (all.includes('END')) process.exit(1);
  if (all.includes('SILENT')) continue;
  if (all.includes('NONSENSE')) process.stdout.write('hello\n');
  else {
    const findings = {};
    for (const [field, text] of Object.entries(texts)) {
      const start = text.indexOf('탁봉수');
      if (start >= 0) findings[field] = [{ kind: all.includes('UNKNOWN') ? 'taste' : 'mobile', start, end: all.includes('BEYOND') ? start + 10_000 : start + 3 }];
    }
    process.stdout.write(`${JSON.stringify({ findings })}\n`);
  }
}
