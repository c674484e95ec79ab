const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/**
 * Words that do the same work in a first line. Compiled by hand for this package; forms as `tokensOf` writes them.
 * Classes lend strength to words too rare to be learned one by one.
 */
export const wordClasses = {
  i: set("i me my mine i'm i've i'd i'll myself"),
  you: set("you your yours you're you've you'd you'll yourself y'all"),
  we: set("we us our ours we're we've we'd we'll let's ourselves"),
  she: set("she her hers she's she'd she'll herself"),
  he: set("he him his he's he'd he'll himself"),
  they: set("they them their theirs they're they've they'd they'll themselves"),
  woman: set(
    'woman women girl girls mom mother mothers moms lady ladies wife sister daughter daughters grandma female feminist feminism queen bride',
  ),
  man: set(
    'man men boy boys dad father fathers dads guy guys dude dudes husband brother son sons grandpa male king groom bro',
  ),
  child: set(
    'kid kids child children baby babies toddler teen teens teenager student students girl boy daughter son little school',
  ),
  demonstrative: set("this these that that's those here here's there there's it its it's"),
  article: set('a an'),
  definite: set('the'),
  negation: set(
    "not no never nothing none nobody neither nor without don't doesn't didn't isn't aren't wasn't weren't can't cannot couldn't won't wouldn't shouldn't ain't haven't hasn't hadn't",
  ),
  question: set("who what when where why how which whose what's who's how's where's why's"),
  time: set(
    'when after before until till then now while once finally suddenly later ever again yet still already seconds second minutes minute moment hours today years year day days',
  ),
  said: set(
    'said say says asked ask asks told tell tells saying telling explained explains explain answer answers answered responds response replied talks talk speaks spoke speech words letter',
  ),
  saw: set(
    'see saw seen watch watched watching look looks looked looking show shows showed shown hear heard listen notice noticed find found discover discovered',
  ),
  thought: set(
    'think thinks thought know knows knew known believe realize realized realise realised guess guessed expect expected expecting understand wonder wondering imagine imagined remember forget assumed wrong',
  ),
  felt: set(
    'feel feels felt feeling love loves loved loving hate hates hated cry cried crying tears laugh laughed laughing smile smiled afraid scared fear proud angry mad happy sad hurt hurts hope heart hearts cried emotional',
  ),
  negative: set(
    'bad worst worse wrong hate hates hated kill kills killed killing dead die dies died death dying murder war attack attacks attacked violence violent rape raped abuse abused bully bullies bullied bullying shame ashamed awful terrible horrible horrifying horror terrifying scary scared fear disturbing disgusting sick sad sadly angry anger mad furious rage pain painful hurt hurts suffer suffering lost lose loses losing lie lies lied liar fail fails failed failure problem problems trouble crisis disaster destroy destroyed ruin ruined broke broken poor poverty hungry hunger homeless racist racism sexist sexism hateful evil crime criminal prison jail victim victims danger dangerous threat poison toxic cancer disease illness depressed depression suicide lonely ugly stupid idiot dumb crazy insane ridiculous absurd ignorant hell damn crap unfair injustice illegal corrupt greedy guilty slave slavery gun guns shot shooting bomb nightmare tragic tragedy creepy gross heartbreaking devastating shocking shocked brutal cruel evil unhappy worried worry panic blame fight fights fighting fought enemy against terrorist hurtful weird awkward',
  ),
  positive: set(
    'good great best better love loves loved beautiful beauty awesome amazing wonderful incredible brilliant perfect perfectly happy happiness joy fun funny hilarious laugh smile smiles smart genius hero heroes heroic brave courage hope hopeful proud win wins won winner winning success successful help helps helped helping kind kindness generous gift gifts friend friends friendly peace peaceful safe healthy free freedom fair justice inspiring inspired inspiration inspire epic cool sweet cute adorable lovely nice fantastic excellent delightful charming gorgeous stunning magic magical dream dreams celebrate thank thanks grateful faith easy clever honest bright special favorite warm glad powerful strong talented',
  ),
  body: set(
    'body bodies face faces eyes eye hair skin hand hands head weight fat naked sex sexy sexual breast breasts penis vagina legs butt ass boobs tattoo mouth teeth blood brain brains heart stomach makeup bra pregnant birth period poop pee nude lips nose size',
  ),
  life: set(
    'died dead die death dying dies killed kill murder murdered war cancer suicide alive survived survivor survive born birth life lives',
  ),
  money: set(
    'money dollar dollars pay pays paid paying rich poor wealth wealthy wage wages cost costs price tax taxes bank banks billion billionaire million millionaire cash salary debt bills buy bought sell sold company corporations ceo job jobs business wall walmart profit',
  ),
  politics: set(
    'obama president congress senator senate republican republicans democrat democrats gop government politician politicians political politics vote voters voting election law laws bill governor mayor romney bush clinton court supreme policy tea party fox news capitol democracy conservative conservatives liberal rep sen marriage immigration immigrants obamacare lobbyists koch nra',
  ),
  planet: set(
    'climate warming earth planet environment environmental energy oil gas solar wind water ocean oceans fracking pollution carbon coal monsanto gmo gmos farm farmers food plastic trash nature natural animals animal science scientist scientists bees whale whales species',
  ),
  identity: set(
    'gay lesbian transgender trans queer lgbt straight black white race racial muslim muslims christian christians christianity jewish jews islam atheist religion religious god bible church pope immigrant immigrants latino asian african american americans native feminist disabled disability autism autistic gender',
  ),
  authority: set(
    'doctor doctors scientist scientists professor expert experts police cop cops officer judge teacher teachers principal lawyer reporter anchor host comedian actor actress singer rapper celebrity star author veteran soldier soldiers marine boss dr nurse psychologist astronaut engineer',
  ),
  screen: set(
    'video videos photo photos picture pictures image images clip film movie movies watch chart graph map infographic commercial ad ads song music comic cartoon camera tv show internet facebook twitter youtube tweet trailer animation documentary interview',
  ),
  superlative: set(
    'most least best worst biggest largest smallest greatest first last only ever every entire whole single greatest coolest',
  ),
  intensity: set(
    'totally really very so too completely absolutely actually literally incredibly seriously basically probably exactly simply just even pretty super damn freaking extremely utterly kinda',
  ),
  hedge: set(
    'maybe might could probably seems seem perhaps almost kind sort somehow likely apparently guess supposedly',
  ),
  gap: set(
    'thing things something someone somebody somewhere reason reasons secret secrets truth why what how happens happened happen next surprise surprising unexpected mystery nobody everyone everything anyone way part one ones stuff',
  ),
  command: set(
    "let's stop watch look see meet listen imagine remember don't think try ask guess check read learn take make get find help share go know never always if",
  ),
  contrast: set(
    'but yet instead however although though despite unless except actually turns turned until still rather versus vs',
  ),
  cause: set('because why since so reason therefore cause causes makes made due'),
  condition: set("if unless would could should ought would've could've should've might may"),
  future: set(
    "will gonna going about soon next tomorrow future you'll we'll they'll he'll she'll it'll won't",
  ),
  past: set('was were had did been used ago became were got went came took gave made told left'),
  slang: set(
    "dude dudes bro guy guys kinda gonna wanna gotta yeah yep nope yo hell damn crap ass wtf omg lol whoa wow um uh oh hey dang shit badass bs meh boom freaking friggin ain't y'all cuz",
  ),
  change: set(
    'change changes changed changing become became becomes turn turned turns transform transformed stop stopped stops start started starts begin began end ended quit leave left break breaks broke',
  ),
  group: set(
    'people everyone everybody folks world america americans country society community humanity nation public crowd family families parents friends neighbors neighborhood strangers',
  ),
  function: set(
    'a an the of to in on at by for with from as into about over under between through during and or but nor so if than then that this these those it its is are was were be been being am do does did have has had having will would can could shall should may might must i you he she we they me him her us them my your his our their who whom which what when where why how not no there here up out off down just only very too also',
  ),
} satisfies Readonly<Record<string, ReadonlySet<string>>>;

export type WordClass = keyof typeof wordClasses;
export const wordClassNames = Object.keys(wordClasses) as readonly WordClass[];

const classesByForm = new Map<string, WordClass[]>();
for (const name of wordClassNames) {
  for (const form of wordClasses[name]) {
    const classes = classesByForm.get(form);
    if (classes) classes.push(name);
    else classesByForm.set(form, [name]);
  }
}

/** The classes a form belongs to. */
export const classesOf = (form: string): readonly WordClass[] => classesByForm.get(form) ?? [];
