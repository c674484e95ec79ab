import type {Analysis} from '../../schema/index.ts';

type Kind = Analysis['callsToAction'][number]['kind'];

const patterns: readonly (readonly [Kind, RegExp])[] = [
  [
    'follow',
    /(?<![\p{L}\p{N}])(?:follow (?:me|us|for|along|@\S+|my|this)|(?:please |and |also )?subscribe\b(?! to this)|hit (?:the|that) (?:follow|subscribe|bell)|s[ií]gu(?:e|eme|enos)|suscr[ií]b\p{L}*|abonne(?:z|-toi)\p{L}*|folge? (?:mir|uns)|abonniert?\b|seguimi|seguici|iscriviti|me siga|inscreva-se|volg (?:me|ons)|takip et\p{L}*)|подпи\p{L}+|フォロー|チャンネル登録|关注|구독|팔로우|تابع\p{L}*|اشترك\p{L}*|फॉलो|सब्सक्राइब|ติดตาม/iu,
  ],
  [
    'comment',
    /(?<![\p{L}\p{N}])(?:comment (?:below|down|your|if|which|what)|(?:let me|tell me|tell us) (?:know )?(?:in the comments|below)|in the comments|drop (?:a|your) \S+ (?:below|in)|what do you think\??|coment[ae]\p{L}*|commente\p{L}*|kommentier\p{L}*|schreibt? (?:es )?in die kommentare|commenta)|напиши\p{L}* в комментари\p{L}*|コメント|评论|댓글|علق\p{L}*|कमेंट/iu,
  ],
  [
    'share',
    /(?<![\p{L}\p{N}])(?:share (?:this|it|with)|send (?:this|it) to|tag (?:a|your|someone|somebody)|comparte|partage[zr]?|teilt?\s|condividi|compartilhe)|поделись|シェア|分享|공유|شارك\p{L}*|शेयर/iu,
  ],
  [
    'save',
    /(?<![\p{L}\p{N}])(?:save (?:this|it|for later)|bookmark (?:this|it)|guárda(?:lo|te)|guarda este|enregistre\p{L}*|speicher\p{L}*|salva (?:questo|il)|salve (?:este|esse))|сохрани\p{L}*|保存|收藏|저장/iu,
  ],
  [
    'visit',
    /link in (?:my |the )?(?:bio|description|comments)|\blink below|\benlace en|\blien en bio|\blink in der bio|\blink (?:na|nella) bio|\bvisit (?:us|our|my)\b|\bswipe up\b|ссылка в|リンクは|链接在/iu,
  ],
  [
    'buy',
    /\b(?:buy (?:now|yours|it)|shop (?:now|the)|order (?:now|yours|today)|use (?:my )?code|get yours|discount code|pre-?order|compra ahora|achete\p{L}*|jetzt kaufen)\b/iu,
  ],
  [
    'like',
    /(?<![\p{L}\p{N}])(?:like (?:this|if|and|the video)|(?:smash|hit|drop) (?:the|that|a) like|double tap|dale like|mets? un like|lass? (?:ein )?like|metti like|deixe (?:o|seu) like)|ставь\p{L}* лайк|いいね|点赞|좋아요|लाइक/iu,
  ],
  [
    'watch',
    /(?<![\p{L}\p{N}])(?:watch (?:till|until|to) the end|wait (?:for (?:it|the end)|till the end|until the end)|stay (?:till|until|to) the end|keep watching|mira hasta el final|regarde\p{L}* jusqu|bis zum ende)|最後まで/iu,
  ],
];

/** What viewers are asked for, in the order in which it stands. */
export function callsIn(
  text: string,
): readonly {readonly kind: Kind; readonly start: number; readonly end: number}[] {
  return patterns
    .flatMap(([kind, pattern]) => {
      const match = pattern.exec(text);
      return match ? [{kind, start: match.index, end: match.index + match[0].trimEnd().length}] : [];
    })
    .sort((a, b) => a.start - b.start);
}
