import {createContext, useContext, useMemo, type ReactNode} from 'react';
import {ViralError} from '../errors.ts';
import type {Asset, Assets} from '../schema/index.ts';

interface AssetsInReach {
  /** What may be used here. */
  readonly assets: Assets;
  /** What the storyboard holds, to tell apart what it lacks and what is out of reach. */
  readonly all: Assets;
  readonly urls: Readonly<Record<string, string>>;
}

const context = createContext<AssetsInReach>({assets: {}, all: {}, urls: {}});

/** Puts the files of a storyboard within reach of `useAsset`. */
export function AssetProvider({assets, all, urls, children}: AssetsInReach & {readonly children: ReactNode}) {
  const value = useMemo(() => ({assets, all, urls}), [assets, all, urls]);
  return <context.Provider value={value}>{children}</context.Provider>;
}

/** A file of the storyboard with the URL under which this host serves it. */
export interface ResolvedAsset extends Asset {
  readonly url: string;
}

/**
 * The file of that asset id: its facts and a URL to load it from.
 * @throws ViralError `asset-missing` naming the asset
 */
export function useAsset(id: string): ResolvedAsset {
  const {assets, all, urls} = useContext(context);
  const asset = assets[id];
  const url = urls[id];
  if (!asset && all[id]) {
    throw new ViralError(
      'asset-missing',
      `The asset '${id}' is out of reach here: a scene may use assets that its own fields or the template's options name, an overlay those of its inputs.`,
    );
  }
  if (!asset) {
    throw new ViralError('asset-missing', `The storyboard has no asset '${id}'; list it in 'assets'.`);
  }
  if (url === undefined) {
    throw new ViralError('asset-missing', `No URL was given for the asset '${id}' (${asset.kind}).`);
  }
  return {...asset, url};
}
