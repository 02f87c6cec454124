/**
 * The names of the months, as Unicode CLDR has them (full, short, and in the case that stands in dates): for each
 * language twelve groups. A table of ours, since what Node's `Intl` knows differs from version to version.
 */
const NAMES: Readonly<Record<string, string>> = {
  en: 'january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sep sept,october oct,november nov,december dec',
  pt: 'janeiro jan,fevereiro fev,março mar,abril abr,maio mai,junho jun,julho jul,agosto ago,setembro set,outubro out,novembro nov,dezembro dez',
  es: 'enero ene,febrero feb,marzo mar,abril abr,mayo may,junio jun,julio jul,agosto ago,septiembre setiembre sept sep,octubre oct,noviembre nov,diciembre dic',
  fr: 'janvier janv,février févr fév,mars,avril avr,mai,juin,juillet juil,août,septembre sept,octobre oct,novembre nov,décembre déc',
  de: 'januar jänner jan,februar feb,märz mär mrz,april apr,mai,juni jun,juli jul,august aug,september sep sept,oktober okt,november nov,dezember dez',
  it: 'gennaio gen,febbraio feb,marzo mar,aprile apr,maggio mag,giugno giu,luglio lug,agosto ago,settembre set,ottobre ott,novembre nov,dicembre dic',
  nl: 'januari jan,februari feb,maart mrt,april apr,mei,juni jun,juli jul,augustus aug,september sep,oktober okt,november nov,december dec',
  sv: 'januari jan,februari feb,mars,april apr,maj,juni,juli,augusti aug,september sep,oktober okt,november nov,december dec',
  da: 'januar jan,februar feb,marts mar,april apr,maj,juni jun,juli jul,august aug,september sep,oktober okt,november nov,december dec',
  no: 'januar jan,februar feb,mars mar,april apr,mai,juni jun,juli jul,august aug,september sep,oktober okt,november nov,desember des',
  fi: 'tammikuu tammikuuta tammi,helmikuu helmikuuta helmi,maaliskuu maaliskuuta maalis,huhtikuu huhtikuuta huhti,toukokuu toukokuuta touko,kesäkuu kesäkuuta kesä,heinäkuu heinäkuuta heinä,elokuu elokuuta elo,syyskuu syyskuuta syys,lokakuu lokakuuta loka,marraskuu marraskuuta marras,joulukuu joulukuuta joulu',
  pl: 'styczeń stycznia sty,luty lutego lut,marzec marca mar,kwiecień kwietnia kwi,maj maja,czerwiec czerwca cze,lipiec lipca lip,sierpień sierpnia sie,wrzesień września wrz,październik października paź,listopad listopada lis,grudzień grudnia gru',
  cs: 'leden ledna led,únor února úno,březen března bře,duben dubna dub,květen května kvě,červen června čvn,červenec července čvc,srpen srpna srp,září zář,říjen října říj,listopad listopadu lis,prosinec prosince pro',
  sk: 'január januára jan,február februára feb,marec marca mar,apríl apríla apr,máj mája,jún júna,júl júla,august augusta aug,september septembra sep,október októbra okt,november novembra nov,december decembra dec',
  ro: 'ianuarie ian,februarie feb,martie mar,aprilie apr,mai,iunie iun,iulie iul,august aug,septembrie sept,octombrie oct,noiembrie nov,decembrie dec',
  hu: 'január jan,február febr,március márc,április ápr,május máj,június jún,július júl,augusztus aug,szeptember szept,október okt,november nov,december dec',
  tr: 'ocak oca,şubat şub,mart mar,nisan nis,mayıs may,haziran haz,temmuz tem,ağustos ağu,eylül eyl,ekim eki,kasım kas,aralık ara',
  hr: 'siječanj siječnja sij,veljača veljače velj,ožujak ožujka ožu,travanj travnja tra,svibanj svibnja svi,lipanj lipnja lip,srpanj srpnja srp,kolovoz kolovoza kol,rujan rujna ruj,listopad listopada lis,studeni studenoga studenog stu,prosinac prosinca pro',
  sr: 'јануар јан januar jan,фебруар феб februar feb,март мар mart mar,април апр april apr,мај maj,јун jun,јул jul,август авг avgust avg,септембар сеп septembar sep,октобар окт oktobar okt,новембар нов novembar nov,децембар дец decembar dec',
  ru: 'январь января янв,февраль февраля февр фев,март марта мар,апрель апреля апр,май мая,июнь июня июн,июль июля июл,август августа авг,сентябрь сентября сент сен,октябрь октября окт,ноябрь ноября нояб ноя,декабрь декабря дек',
  uk: 'січень січня січ,лютий лютого лют,березень березня бер,квітень квітня квіт,травень травня трав,червень червня черв,липень липня лип,серпень серпня серп,вересень вересня вер,жовтень жовтня жовт,листопад листопада лист,грудень грудня груд',
  bg: 'януари яну,февруари фев,март,април апр,май,юни,юли,август авг,септември сеп,октомври окт,ноември ное,декември дек',
  el: 'ιανουάριος ιανουαρίου ιαν,φεβρουάριος φεβρουαρίου φεβ,μάρτιος μαρτίου μαρ,απρίλιος απριλίου απρ,μάιος μαΐου μαΐ,ιούνιος ιουνίου ιουν,ιούλιος ιουλίου ιουλ,αύγουστος αυγούστου αυγ,σεπτέμβριος σεπτεμβρίου σεπ,οκτώβριος οκτωβρίου οκτ,νοέμβριος νοεμβρίου νοε,δεκέμβριος δεκεμβρίου δεκ',
  ar: 'يناير جانفي,فبراير فيفري شباط,مارس آذار,أبريل ابريل أفريل نيسان,مايو أيار,يونيو جوان حزيران,يوليو جويلية تموز,أغسطس أوت آب,سبتمبر أيلول,أكتوبر,نوفمبر,ديسمبر',
  he: 'ינואר בינואר,פברואר בפברואר,מרץ במרץ מרס במרס,אפריל באפריל,מאי במאי,יוני ביוני,יולי ביולי,אוגוסט באוגוסט,ספטמבר בספטמבר,אוקטובר באוקטובר,נובמבר בנובמבר,דצמבר בדצמבר',
  fa: 'ژانویه,فوریه,مارس,آوریل,مه,ژوئن,ژوئیه,اوت,سپتامبر,اکتبر,نوامبر,دسامبر',
  hi: 'जनवरी,फ़रवरी फरवरी,मार्च,अप्रैल,मई,जून,जुलाई,अगस्त,सितंबर सितम्बर,अक्टूबर अक्तूबर,नवंबर नवम्बर,दिसंबर दिसम्बर',
  id: 'januari jan,februari feb,maret mar,april apr,mei,juni jun,juli jul,agustus agu,september sep,oktober okt,november nov,desember des',
  ms: 'januari jan,februari feb,mac,april apr,mei,jun,julai jul,ogos,september sep,oktober okt,november nov,disember dis',
  th: 'มกราคม ม.ค,กุมภาพันธ์ ก.พ,มีนาคม มี.ค,เมษายน เม.ย,พฤษภาคม พ.ค,มิถุนายน มิ.ย,กรกฎาคม ก.ค,สิงหาคม ส.ค,กันยายน ก.ย,ตุลาคม ต.ค,พฤศจิกายน พ.ย,ธันวาคม ธ.ค',
  sl: 'januar januarja jan,februar februarja feb,marec marca mar,april aprila apr,maj maja,junij junija jun,julij julija jul,avgust avgusta avg,september septembra sep,oktober oktobra okt,november novembra nov,december decembra dec',
  lt: 'sausis sausio,vasaris vasario,kovas kovo,balandis balandžio,gegužė gegužės,birželis birželio,liepa liepos,rugpjūtis rugpjūčio,rugsėjis rugsėjo,spalis spalio,lapkritis lapkričio,gruodis gruodžio',
  lv: 'janvāris janvārī janv,februāris februārī febr,marts martā,aprīlis aprīlī apr,maijs maijā,jūnijs jūnijā jūn,jūlijs jūlijā jūl,augusts augustā aug,septembris septembrī sept,oktobris oktobrī okt,novembris novembrī nov,decembris decembrī dec',
  et: 'jaanuar jaan,veebruar veebr,märts,aprill apr,mai,juuni,juuli,august aug,september sept,oktoober okt,november nov,detsember dets',
  ca: 'gener gen,febrer febr,març,abril abr,maig,juny,juliol jul,agost ag,setembre set,octubre oct,novembre nov,desembre des',
};

/** 1 to 12 for each name of a language. */
const byLanguage = new Map<string, ReadonlyMap<string, number>>();

/**
 * The number of the month that a word names in a language, else in English, which sites in all languages print.
 * @param word in lower case, without a full stop at its end
 * @returns 1 to 12; 0 when it names none
 */
export function monthOf(word: string, language: string | undefined): number {
  return monthsOf(language ?? 'en').get(word) ?? monthsOf('en').get(word) ?? 0;
}

function monthsOf(language: string): ReadonlyMap<string, number> {
  const known = byLanguage.get(language);
  if (known !== undefined) return known;
  const months = new Map<string, number>();
  NAMES[language]?.split(',').forEach((names, month) => {
    for (const name of names.split(' ')) months.set(name, month + 1);
  });
  byLanguage.set(language, months);
  return months;
}
