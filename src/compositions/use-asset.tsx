import {createContext, useContext, type ReactNode} from 'react';
import {ViralError} from '../errors.ts';
import type {Asset, Assets} from '../schema/index.ts';

interface AssetsInReach {
  readonly assets: Assets;
  readonly urls: Readonly<Record<string, string>>;
}

const context = createContext<AssetsInReach>({assets: {}, urls: {}});

/** Puts the files of a storyboard within reach of `useAsset`. */
export function AssetProvider({assets, urls, children}: AssetsInReach & {readonly children: ReactNode}) {
  return <context.Provider value={{assets, urls}}>{children}</context.Provider>;
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
  const {assets, urls} = useContext(context);
  const asset = assets[id];
  const url = urls[id];
  if (!asset) {
    throw new ViralError('asset-missing', `The storyboard has no asset '${id}'; list it in 'assets'.`);
  }
  if (url === undefined) {
    throw new ViralError('asset-missing', `No URL was given for the asset '${id}' (${asset.kind}).`);
  }
  return {...asset, url};
}
