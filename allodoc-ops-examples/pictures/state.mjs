import path from 'node:path';

/** Where the stack tells the drawing tool what it needs to know. */
export const STATE = path.join(import.meta.dirname, 'target', 'stack.json');
