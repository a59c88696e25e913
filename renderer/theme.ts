import { theme as antdTheme, type ThemeConfig } from 'antd';
import { useSyncExternalStore } from 'react';

const FONTS =
  "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif";

/** One accent, deep blue; light enough on dark ground to keep a contrast of 4.5. */
const ACCENT = { light: '#1d4f91', dark: '#5b93d8' } as const;

/** Tokens of the whole app: compact, calm, with antd's own motion kept short. */
export function appTheme(dark: boolean): ThemeConfig {
  const base = dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm;
  const accent = dark ? ACCENT.dark : ACCENT.light;
  return {
    algorithm: [base, antdTheme.compactAlgorithm],
    token: {
      colorPrimary: accent,
      colorInfo: accent,
      colorLink: accent,
      fontFamily: FONTS,
      fontSize: 14,
      borderRadius: 4,
      // antd's own grey for secondary text (0.45) falls below 4.5:1 on tinted ground.
      colorTextDescription: dark ? 'rgba(255,255,255,0.68)' : 'rgba(0,0,0,0.65)',
      colorTextTertiary: dark ? 'rgba(255,255,255,0.66)' : 'rgba(0,0,0,0.62)',
      colorTextPlaceholder: dark ? 'rgba(255,255,255,0.58)' : 'rgba(0,0,0,0.58)',
    },
    components: {
      Layout: { headerHeight: 44, headerPadding: '0 12px' },
      Table: { cellPaddingBlockSM: 4, cellPaddingInlineSM: 8 },
      Menu: { itemHeight: 36 },
    },
  };
}

const QUERY = '(prefers-color-scheme: dark)';

function watchScheme(onChange: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}

/** Whether the system asks for dark; follows it while running. */
export function useSystemDark(): boolean {
  return useSyncExternalStore(watchScheme, () => window.matchMedia(QUERY).matches);
}
