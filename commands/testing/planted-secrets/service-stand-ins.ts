import { createServer, type Server } from 'node:net';

/** A broker that quotes, in its refusal, the credentials that it was sent (AMQP 0-9-1). */
export const refusingBroker = (): Server =>
  createServer((socket) => {
    socket.once('data', () => {
      socket.write(method(10, 10, [Buffer.from([0, 9]), long(Buffer.alloc(0)), long('PLAIN AMQPLAIN'), long('en_US')]));
      socket.once('data', (startOk: Buffer) => {
        const at = startOk.indexOf('PLAIN') + 'PLAIN'.length;
        const sent = startOk.toString('utf8', at + 4, at + 4 + startOk.readUInt32BE(at));
        const [, user, password] = sent.split('\0');
        const told = `ACCESS_REFUSED - Login as ${user} with ${password} was refused`;
        socket.write(method(10, 50, [Buffer.from([1, 0x93]), short(told), Buffer.alloc(4)]));
      });
    });
  });

const method = (classId: number, methodId: number, fields: readonly Buffer[]): Buffer => {
  const payload = Buffer.concat([Buffer.from([0, classId, 0, methodId]), ...fields]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(payload.length);
  return Buffer.concat([Buffer.from([1, 0, 0]), size, payload, Buffer.from([0xce])]);
};

const short = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);

const long = (content: string | Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  return Buffer.concat([size, Buffer.from(content)]);
};

/** A PostgreSQL that asks for the password in the clear and then says what `complaint` makes of it, or of the first query. */
export const complainingDatabase = (
  complaint: (password: string) => { atQuery?: true; fields: Record<string, string> },
): Server =>
  createServer((socket) => {
    socket.once('data', () => {
      socket.write(message('R', Buffer.from([0, 0, 0, 3])));
      socket.once('data', (answer: Buffer) => {
        const { atQuery, fields } = complaint(answer.subarray(5, -1).toString());
        const error = message(
          'E',
          Buffer.from(
            `${Object.entries(fields)
              .map(([key, text]) => `${key}${text}\0`)
              .join('')}\0`,
          ),
        );
        if (!atQuery) return socket.end(error);
        socket.write(Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]));
        socket.once('data', () => socket.write(Buffer.concat([error, message('Z', Buffer.from('I'))])));
      });
    });
  });

const message = (kind: string, content: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(kind), size, content]);
};

/** A Redis that answers every command with what `answer` makes of its words. */
export const quotingCache = (answer: (words: readonly string[]) => string): Server =>
  createServer((socket) => {
    socket.on('data', (chunk: Buffer) => {
      // Each command is a list of texts, each with its length before it.
      for (const command of chunk
        .toString()
        .split(/^\*\d+\r\n/m)
        .filter(Boolean)) {
        const words = command.split('\r\n').filter((line, index) => index % 2 === 1 && line !== '');
        socket.write(answer(words));
      }
    });
  });
