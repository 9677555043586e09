import type { CalendarYear } from '../working-calendar';
import year2025 from './2025.json';
import year2026 from './2026.json';

/** The years announced by the State Council, each file with its notice (P2). A new notice is a new file and a line here. */
export const announcedYears: readonly CalendarYear[] = [year2025, year2026];
