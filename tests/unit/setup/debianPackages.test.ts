import { describe, expect, it } from 'vitest';
import {
  chineseFonts,
  chooseNames,
  electronLibraries,
  missingNeeds,
  parseInstalled,
  rootPrefix,
  virtualDisplay,
} from '../../../scripts/setup/debianPackages.mjs';
import { appNeeds, lacksDisplay } from '../../../scripts/setup/systemLibraries.mjs';

describe('missingNeeds', () => {
  it('asks for nothing where one of the names of each need is installed', () => {
    const installed = new Set(electronLibraries.map((names) => names[names.length - 1] ?? ''));
    expect(missingNeeds(electronLibraries, installed)).toEqual([]);
  });

  it('lists a need whose names are all missing', () => {
    expect(missingNeeds([['libasound2t64', 'libasound2'], ['xvfb']], new Set(['xvfb']))).toEqual([
      ['libasound2t64', 'libasound2'],
    ]);
  });
});

describe('chooseNames', () => {
  const missing = [['libasound2t64', 'libasound2'], ['xvfb']];

  it('takes the newer name where the distribution has it', () => {
    expect(chooseNames(missing, () => true)).toEqual(['libasound2t64', 'xvfb']);
  });

  it('takes the older name on an older distribution', () => {
    expect(chooseNames(missing, (name) => !name.endsWith('t64'))).toEqual(['libasound2', 'xvfb']);
  });

  it('names the older package where apt knows neither, so that its message names it', () => {
    expect(chooseNames(missing, () => false)).toEqual(['libasound2', 'xvfb']);
  });
});

describe('parseInstalled', () => {
  it('counts only what is fully installed', () => {
    const listing = 'xvfb\tii \nxauth\trc \nlibgtk-3-0\tun \nmake\tiU \n';
    expect([...parseInstalled(listing)]).toEqual(['xvfb']);
  });
});

describe('rootPrefix', () => {
  it('prepends nothing for root, sudo where it asks no password, and gives up otherwise', () => {
    expect(rootPrefix({ uid: 0, sudoWorks: false })).toEqual([]);
    expect(rootPrefix({ uid: 1000, sudoWorks: true })).toEqual(['sudo', '-n']);
    expect(rootPrefix({ uid: 1000, sudoWorks: false })).toBeNull();
  });
});

describe('appNeeds', () => {
  it('installs neither a display nor a font on a Chinese desktop', () => {
    expect(appNeeds({ needsDisplay: false, hasChineseFont: true })).toEqual(electronLibraries);
  });

  it('installs both on a bare server', () => {
    expect(appNeeds({ needsDisplay: true, hasChineseFont: false })).toEqual([
      ...electronLibraries,
      ...virtualDisplay,
      ...chineseFonts,
    ]);
  });
});

describe('lacksDisplay', () => {
  it('looks for X11 and Wayland on Linux only', () => {
    expect(lacksDisplay({}, 'linux')).toBe(true);
    expect(lacksDisplay({ DISPLAY: ':0' }, 'linux')).toBe(false);
    expect(lacksDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(false);
    expect(lacksDisplay({}, 'win32')).toBe(false);
  });
});
