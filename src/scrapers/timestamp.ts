const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A date as people and files write it, as ISO 8601 in UTC: ISO forms, `2026-11-20 10:00:00`, `20261120`,
 * `Nov 20, 2026`, `20 November 2026`, RFC 2822, and Unix times in seconds or ms. A day without time is its midnight,
 * and a time without zone is read as UTC. Orders that depend on the country (`11/20/2026`) and anything else give
 * undefined: never a guess and never the current time.
 */
export function timestampOf(value: string | number | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = String(value).trim();
  if (/^\d{10}(\.\d+)?$/.test(text)) return iso(Number(text) * 1000);
  if (/^\d{13}$/.test(text)) return iso(Number(text));
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return day(compact[1], Number(compact[2]), compact[3]);
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (date) return day(date[1], Number(date[2]), date[3]);
  const full =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,9}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i.exec(
      text,
    );
  if (full) {
    const [, on = '', at = '', seconds = ':00', fraction, zone] = full;
    const offset =
      !zone || /^[a-z]+$/i.test(zone)
        ? 'Z'
        : zone.length === 3
          ? `${zone}:00`
          : zone.replace(/(\d{2})(\d{2})$/, '$1:$2');
    const valid = day(on.slice(0, 4), Number(on.slice(5, 7)), on.slice(8, 10));
    return (
      valid && iso(Date.parse(`${on}T${at}${seconds}${fraction ? `.${fraction.slice(0, 3)}` : ''}${offset}`))
    );
  }
  const named =
    /^(?:\p{L}+,?\s+)?(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u.exec(text) ??
    /^(?:\p{L}+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?\s+(\p{L}{3,9})\.?,?\s+(\d{4})$/u.exec(text);
  if (named) {
    const [, first = '', second = '', year] = named;
    const [name, number] = /^\d/.test(first) ? [second, first] : [first, second];
    const month = months.indexOf(name.slice(0, 3).toLowerCase());
    return month === -1 ? undefined : day(year, month + 1, number);
  }
  if (
    /^\p{L}{3}, \d{1,2} \p{L}{3} \d{4} \d{2}:\d{2}(:\d{2})? (?:GMT|UTC?|[+-]\d{4}|EST|EDT|CST|CDT|MST|MDT|PST|PDT)$/u.test(
      text,
    )
  ) {
    return iso(Date.parse(text));
  }
  return undefined;
}

function iso(ms: number): string | undefined {
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : undefined;
}

/** Midnight UTC of a day, where that day exists. */
function day(year: string | undefined, month: number, dayOfMonth: string | undefined): string | undefined {
  const at = new Date(Date.UTC(Number(year), month - 1, Number(dayOfMonth)));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === Number(dayOfMonth)
    ? at.toISOString()
    : undefined;
}
