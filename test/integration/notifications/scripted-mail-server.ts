import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A letter that the server took, as it came over the wire. */
export interface TakenLetter {
  to: string;
  messageId: string;
  raw: string;
}

/** A mail server that does as the test says: refuses recipients, or lets something happen before it says that it took a letter. */
export class ScriptedMailServer {
  readonly taken: TakenLetter[] = [];
  /** how often a recipient was refused */
  refusals = 0;
  /** the answer to a recipient, such as `550 5.1.1 no such user`; undefined lets them in */
  refusal: string | undefined;
  /** happens after a letter came in whole and before that is said */
  beforeSayingSo: (letter: TakenLetter) => void | Promise<void> = () => undefined;

  /** takes connections and says nothing, as a server that hangs */
  silent = false;

  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** On a free port. */
  static start(): Promise<ScriptedMailServer> {
    return ScriptedMailServer.listen(0);
  }

  /** Where another one was before. */
  static startAt(url: string): Promise<ScriptedMailServer> {
    return ScriptedMailServer.listen(Number(new URL(url).port));
  }

  private static async listen(port: number): Promise<ScriptedMailServer> {
    const server = createServer();
    const scripted = new ScriptedMailServer(server);
    server.on('connection', (socket) => scripted.talk(socket));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return scripted;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Also where it is stopped already. */
  async stop(): Promise<void> {
    if (!this.server.listening) return;
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    let unread = '';
    let to = '';
    let letter: string | undefined;
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const command = (line: string): void => {
      if (/^(EHLO|HELO)/i.test(line)) return say('250 scripted');
      if (/^RCPT TO:/i.test(line)) {
        to = /<(.*)>/.exec(line)?.[1] ?? '';
        if (this.refusal !== undefined) this.refusals += 1;
        return say(this.refusal ?? '250 welcome');
      }
      if (/^DATA/i.test(line)) {
        letter = '';
        return say('354 go on');
      }
      if (/^QUIT/i.test(line)) return void socket.end('221 bye\r\n');
      say('250 fine');
    };
    if (!this.silent) say('220 scripted');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      unread += chunk;
      for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
        const line = unread.slice(0, end);
        unread = unread.slice(end + 2);
        if (letter === undefined) command(line);
        else if (line !== '.') letter += `${line}\r\n`;
        else {
          const raw = letter;
          letter = undefined;
          void this.take({ to, messageId: /^message-id: *(\S+)/im.exec(raw)?.[1] ?? '', raw }, say);
        }
      }
    });
  }

  private async take(letter: TakenLetter, say: (line: string) => void): Promise<void> {
    this.taken.push(letter);
    await this.beforeSayingSo(letter);
    say('250 2.0.0 taken');
  }
}
