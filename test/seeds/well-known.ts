/**
 * Names that must not come out of the generator, in small letters and without a leading "the". As artists, titles and
 * albums they are compared whole; those of two words and more are looked for inside the reviews too.
 */
export const WELL_KNOWN: readonly string[] = `
abba; ac/dc; adele; aerosmith; air; al green; alanis morissette; alice cooper; alice in chains; alicia keys; amy winehouse;
anthrax; aphex twin; arcade fire; arctic monkeys; aretha franklin; ariana grande; a tribe called quest; avicii; b.b. king;
bad bunny; band; bat for lashes; beach boys; beach house; beastie boys; beatles; beck; bee gees; belle and sebastian; beyonce;
big thief; bill evans; bill withers; billie eilish; billie holiday; billy joel; bjork; black keys; black sabbath; blondie; blur;
bob dylan; bob marley; bon iver; bon jovi; boards of canada; boston; britney spears; bruce springsteen; bruno mars; burial;
byrds; can; cardi b; cat stevens; charles mingus; charlie parker; charli xcx; cher; chemical brothers; chet baker; chic; clash;
coldplay; common; cranberries; cream; creedence clearwater revival; cure; curtis mayfield; daft punk; dave brubeck;
david bowie; de la soul; dead kennedys; death; death cab for cutie; deep purple; deftones; depeche mode; destiny's child;
dio; dire straits; django reinhardt; doors; dr. dre; drake; duke ellington; duran duran; eagles; earth, wind & fire;
ed sheeran; ella fitzgerald; elliott smith; elton john; elvis presley; eminem; emperor; enya; eric clapton; erykah badu; etta james;
eurythmics; faith no more; fatboy slim; fela kuti; fiona apple; flaming lips; fleet foxes; fleetwood mac; foo fighters;
foreigner; four tops; frank ocean; frank sinatra; frank zappa; fugees; funkadelic; garbage; genesis; george michael; ghost;
gladys knight; gojira; gorillaz; grateful dead; green day; guns n' roses; harry styles; herbie hancock; hole; hozier;
ice cube; iggy pop; imagine dragons; interpol; iron & wine; iron maiden; isley brothers; j dilla; jackson 5; james brown;
james taylor; jamiroquai; janelle monae; janet jackson; janis joplin; jay-z; jeff buckley; jethro tull; jimi hendrix; john coltrane;
john denver; john lennon; john prine; johnny cash; joni mitchell; joy division; judas priest; justice; justin bieber; kanye west;
kate bush; katy perry; kendrick lamar; killers; king crimson; kinks; kiss; knife; kool & the gang; korn; kraftwerk; kylie minogue;
lady gaga; lana del rey; lauryn hill; lcd soundsystem; led zeppelin; leonard cohen; linkin park; little richard; lizzo; lorde;
lou reed; louis armstrong; madonna; mariah carey; marilyn manson; marvin gaye; massive attack; mastodon; megadeth; meshuggah;
metallica; mf doom; michael jackson; miles davis; minor threat; moby; modest mouse; moloko; morrissey; motorhead; mumford & sons;
muse; my bloody valentine; n.w.a; nas; national; neil young; new order; nick cave; nick drake; nina simone; nine inch nails;
nirvana; no doubt; notorious b.i.g.; oasis; olivia rodrigo; opeth; orbital; otis redding; outkast; ozzy osbourne; pantera; paramore;
parliament; patti smith; paul mccartney; paul simon; pavement; pearl jam; pet shop boys; peter gabriel; phil collins; phil ochs;
pink floyd; pixies; pj harvey; pogues; police; portishead; pretenders; prince; prodigy; public enemy; pulp; queen; r.e.m.; radiohead;
rage against the machine; rainbow; rammstein; ramones; ray charles; red hot chili peppers; rihanna; robyn; rod stewart;
rolling stones; roots; roxy music; run-d.m.c.; rush; sade; sam cooke; sandy denny; santana; scorpions; sepultura; sex pistols; sia;
sigur ros; simon & garfunkel; siouxsie and the banshees; skrillex; slayer; slipknot; smashing pumpkins; smiths; snoop dogg;
sonic youth; soundgarden; spice girls; spoon; squarepusher; st. vincent; steely dan; stevie wonder; sting; stone roses; strokes;
styx; sufjan stevens; sun ra; supertramp; supremes; suzanne vega; system of a down; t. rex; talk talk; talking heads; tame impala;
taylor swift; tears for fears; temptations; the the; thelonious monk; thin lizzy; tina turner; tlc; tom petty; tom waits; tool;
toto; tracy chapman; travis scott; tupac shakur; u2; usher; van halen; van morrison; vampire weekend; velvet underground; venom;
verve; war; weather report; weeknd; weezer; wham!; white stripes; whitney houston; who; wilco; willie nelson; wu-tang clan; xtc;
yes; yo la tengo; zz top;
abbey road; back to black; bad romance; billie jean; blue monday; blue train; bohemian rhapsody; born to run; born in the usa;
dancing queen; dark side of the moon; giant steps; graceland; hallelujah; hey jude; hotel california; hurt; imagine; in utero;
kid a; kind of blue; lemonade; let it be; like a rolling stone; loveless; master of puppets; nevermind; ok computer; pet sounds;
purple rain; purple haze; rumours; smells like teen spirit; smoke on the water; stairway to heaven; sweet child o' mine;
thriller; a love supreme; time out; what's going on; wish you were here; wonderwall; yesterday; yellow submarine
`
  .split(';')
  .map(name => name.trim().replace(/\s+/g, ' '))
