/** A reading process that does what it is told by the name of the file: for tests of what watches over it. */
import { setTimeout as sleep } from 'node:timers/promises';

let asked = 0;

async function answer(request: { task: string; name?: string; paper?: { where: string } }): Promise<unknown> {
  if (request.task === 'hello') return process.env.MISBEHAVING_HELLO === 'dies' ? process.exit(1) : { outcome: 'hello' };
  asked += 1;
  switch (request.name ?? request.paper?.where) {
    case 'dies': return process.exit(3);
    case 'kills itself': return process.kill(process.pid, 'SIGSEGV');
    case 'never ends': for (;;) Math.sqrt(2);
    case 'sleeps': await sleep(60_000); return null;
    case 'eats memory': {
      const eaten: Buffer[] = [];
      for (;;) {
        eaten.push(Buffer.alloc(20_000_000, 1));
        await sleep(1);
      }
    }
    case 'lacks a tool': return { outcome: 'refused', code: 'BAD_CONFIGURATION', where: 'kor.traineddata', message: 'expected the language data, got none' };
    case 'answers nonsense': return { outcome: 'hello' };
    default: return request.task === 'read' ? { outcome: 'read', file: { outcome: 'read', format: 'txt', parts: [], markdown: String(asked), sheets: [] } } : { outcome: 'screened', screened: { asked } };
  }
}

process.on('message', (request) => void answer(request as never).then((reply) => process.send!(reply)));
process.on('disconnect', () => process.exit());
