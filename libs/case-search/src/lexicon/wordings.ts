/**
 * By matter: how it is said, Chinese words parted by spaces, then `|`, then English ones parted by commas. Written from what
 * service desks deal with, by category; simplified characters are enough, since texts are folded before they are compared.
 */
export type Wordings = Readonly<Record<string, string>>;
