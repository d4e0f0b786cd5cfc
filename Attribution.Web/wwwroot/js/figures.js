// Figures written as the server writes them (Formats.cs), and small elements.
export function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function swatch({ hue, texture }) {
  if (!hue) {
    return '';
  }

  const mark = el('span', { className: `sw ${texture ?? ''}` });
  mark.style.setProperty('--h', `var(--c-${hue})`);
  return mark;
}

export function writer({ culture, exponent, moneyPrefix, moneySuffix, percentPrefix, percentSuffix }) {
  const formats = new Map();
  const digits = (value, decimals) => {
    if (!formats.has(decimals)) {
      formats.set(decimals, new Intl.NumberFormat(culture || 'en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
    }

    return formats.get(decimals).format(Math.abs(value));
  };
  const signed = (value, text) => (value < 0 ? '\u2212' : '') + text;
  const money = (value, text) => signed(value, moneyPrefix + text + moneySuffix);
  const unit = 10 ** exponent;
  const rate = (value, decimals = Math.abs(value) < .1 ? 2 : 1) => signed(value, percentPrefix + digits(value * 100, decimals) + percentSuffix);
  // An axis has round numbers: no decimals that say nothing.
  const short = (value) => {
    const [size, letter] = Math.abs(value) >= 1e9 ? [1e9, 'bn'] : Math.abs(value) >= 1e6 ? [1e6, 'M'] : Math.abs(value) >= 1e3 ? [1e3, 'k'] : [1, ''];
    const shown = Math.abs(value) / size;
    return digits(shown, Number.isInteger(Math.round(shown * 100) / 100) ? 0 : shown < 10 && size === 1 ? 2 : 1) + letter;
  };

  return {
    rate,
    axis: (kind, value) => {
      switch (kind) {
        case 'money': return money(value, short(value / unit));
        case 'rate': return rate(value, Math.abs(value) < .1 && value !== 0 ? 1 : 0);
        case 'orders': return signed(value, short(value / 1e6));
        case 'multiple': return signed(value, short(value)) + '×';
        default: return signed(value, short(value));
      }
    },
    full: (kind, value) => {
      if (value === null || value === undefined) {
        return '–';
      }

      switch (kind) {
        case 'money': return money(value, digits(value / unit, exponent));
        case 'rate': return rate(value);
        case 'orders': return signed(value, digits(value / 1e6, 2));
        case 'multiple': return signed(value, digits(value, 2)) + '×';
        default: return signed(value, digits(value, 0));
      }
    },
    plain: (kind, value) => value === null || value === undefined ? ''
      : kind === 'money' ? (value / unit).toFixed(exponent) : kind === 'orders' ? (value / 1e6).toFixed(6) : String(value),
  };
}

export function delta(now, was, write) {
  if (now === null || now === undefined || was < 0) {
    return '';
  }

  if (was === 0) {
    return now === 0 ? '=' : 'new';
  }

  const change = Math.round((now / was - 1) * 1000) / 1000;
  return change === 0 ? '=' : (change > 0 ? '+' : '') + write.rate(change, 1);
}
