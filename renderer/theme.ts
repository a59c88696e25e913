import { theme as antdTheme, type MappingAlgorithm, type ThemeConfig } from 'antd';
import type { MapToken } from 'antd/es/theme/interface';
import { useCallback, useSyncExternalStore } from 'react';

const FONTS =
  "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif";

/** One accent, deep blue; light enough on dark ground to keep a contrast of 4.5. */
const ACCENT = { light: '#1d4f91', dark: '#7eaee8' } as const;

/** antd derives greyish tints from so dark a blue, and an amber too pale to read: both are set. */
const LIGHT_TINTS = {
  colorPrimaryBg: '#e6eef8',
  colorPrimaryBgHover: '#d5e3f5',
  colorPrimaryBorder: '#a9c4e6',
  colorInfoBg: '#e6eef8',
  colorInfoBorder: '#a9c4e6',
  controlItemBgActive: '#e6eef8',
  controlItemBgActiveHover: '#d5e3f5',
  colorWarning: '#9a5b00',
  colorWarningBg: '#fdf3e1',
  colorWarningBorder: '#ecc888',
  colorSuccess: '#256b29',
  colorSuccessBg: '#e9f5ea',
  colorSuccessBorder: '#a8d5aa',
  colorError: '#c1281f',
  colorErrorBg: '#fdeeec',
  colorErrorBorder: '#f0b3ae',
} as const;

const DARK_TINTS = {
  colorBgContainer: '#1b1e22',
  colorBgElevated: '#24282d',
  colorPrimaryBg: '#22344b',
  controlItemBgActive: '#22344b',
  colorError: '#ff8078',
} as const;

/** compactAlgorithm alone leaves 12 px, too small for Chinese text all day long. */
const BODY_FONT_PX = 13;
const bodyFont: MappingAlgorithm = (_seed, map) => ({ ...(map as MapToken), fontSize: BODY_FONT_PX });

/** darkAlgorithm darkens the accent until links fall below 4.5:1; it is put back after it. */
const darkAccent: MappingAlgorithm = (_seed, map) => ({
  ...(map as MapToken),
  colorPrimary: ACCENT.dark,
  colorPrimaryHover: '#9cc3f0',
  colorPrimaryActive: '#6299d8',
  colorPrimaryText: ACCENT.dark,
  colorInfo: ACCENT.dark,
  colorLink: ACCENT.dark,
  colorLinkHover: '#9cc3f0',
});

/** Not `motion: false`: dialogs without motion mount before they are in the page, and what should take the focus cannot. */
const AT_ONCE = { motionDurationFast: '1ms', motionDurationMid: '1ms', motionDurationSlow: '1ms' };

/**
 * Tokens of the whole app: compact and calm.
 *
 * @param still  the system asks for less motion: nothing slides or fades.
 */
export function appTheme(dark: boolean, still: boolean): ThemeConfig {
  const base = dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm;
  const accent = dark ? ACCENT.dark : ACCENT.light;
  return {
    algorithm: [base, antdTheme.compactAlgorithm, bodyFont, ...(dark ? [darkAccent] : [])],
    token: {
      ...(still ? AT_ONCE : {}),
      colorPrimary: accent,
      colorInfo: accent,
      colorLink: accent,
      fontFamily: FONTS,
      fontSize: 14,
      borderRadius: 4,
      ...(dark ? DARK_TINTS : LIGHT_TINTS),
      // antd's own grey for secondary text (0.45) falls below 4.5:1 on tinted ground.
      colorTextDescription: dark ? 'rgba(255,255,255,0.68)' : 'rgba(0,0,0,0.65)',
      colorTextTertiary: dark ? 'rgba(255,255,255,0.66)' : 'rgba(0,0,0,0.62)',
      colorTextPlaceholder: dark ? 'rgba(255,255,255,0.58)' : 'rgba(0,0,0,0.58)',
    },
    components: {
      Layout: { bodyBg: 'transparent', lightSiderBg: dark ? '#1b1e22' : '#ffffff' },
      Table: { cellPaddingBlockSM: 4, cellPaddingInlineSM: 8 },
      Menu: { itemHeight: 36 },
      ...(dark ? { Button: { primaryColor: '#10233c' } } : {}),
    },
  };
}

/** Whether a media query matches, followed while the program runs. */
function useMediaQuery(query: string): boolean {
  const watch = useCallback(
    (onChange: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(watch, () => window.matchMedia(query).matches);
}

/** Whether the system asks for dark. */
export function useSystemDark(): boolean {
  return useMediaQuery('(prefers-color-scheme: dark)');
}

/** Whether the system asks for less motion. */
export function useSystemStill(): boolean {
  return useMediaQuery('(prefers-reduced-motion: reduce)');
}

/** Whether the window is too narrow for a menu with names, as at 200 % zoom. The same width as in app.css. */
export function useNarrowWindow(): boolean {
  return useMediaQuery('(max-width: 900px)');
}
