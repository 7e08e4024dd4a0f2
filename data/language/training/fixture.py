"""Texts of all scripts and lengths, how Python cuts them, and what the encoder in 32 bits and the neighbours answer: what `server/language` is held to."""
import json
import jax.numpy as jnp, numpy as np
import model, neighbours, texts, vocabulary

# Read by the encoder: what people type, in twelve languages and in shorthand.
READ = """my 6 month old wont sleep and i am at the end of my tether
he hits me when hes been drinking
ive cut deeper than normal and its not stopping
toddler swallowed bleach
lecky meter empty no money till friday
my son is 3 and doesnt talk yet
school uniform is too dear
hes following me home from school every day
cant get out of bed since the baby came
nowhere to go tonite with 2 kids
is there a stay and play near dy11
my mum doesnt know im pregnant im 15
student 17 just disclosed assault by a man at the weekend
dad on his own with twins needs to talk to other dads
i smell gas
housing officer says we are intentionally homeless
free swimming in half term
how do i get an ehcp for my daughter with autism she is 7 and school say no
gran looking after 2 grandkids any money for kinship carers
film homework about a man who kills his wife
he checks the miles on the car and keeps my bank card
i think about dying all the time but i would never tell anyone
worried i might hurt my baby
somebody online wants pictures of me
where can i get nappies
passport
mój syn ma 3 lata i jeszcze nie mówi
mąż mnie bije i boję się wrócić do domu
nu mai vreau să trăiesc
детето ми не спи и плаче цяла нощ
моя донька не хоче йти до школи
мой муж бьет меня при детях
زوجي يضربني أمام الأطفال
میرا شوہر مجھے مارتا ہے
mera shohar mujhe maarta hai
ਮੇਰੇ ਬੱਚੇ ਨੂੰ ਬੁਖਾਰ ਹੈ
আমার বাচ্চা কথা বলে না
kızım okula gitmek istemiyor
o meu filho não come nada
我的孩子不会说话，怎么办？""".split("\n")

# Cut only: what a normaliser and a cutter can get wrong.
CUT = ["", " ", "\n\t \r\n", "a", "▁", "▁a b", "a ▁b", "<s>", "</s>", "<unk> <s>x</s>", "query: my baby", "ÀÉÎÕÜ ÇÑ", "À E\u0301 n\u0303 u\u0308", "e\u0301\u0323 ệ",
       "İstanbul IĞDIR ıi", "ΟΔΟΣ ΣΑΣ Σ", "ẞ straße STRASSE", "ﬁn ﬂat ﬃ", "ＦＵＬＬ　ｗｉｄｔｈ １２３", "①②③ ½ ¼ x² H₂O №5 ™", "ǆ Ǆ ǅ", "K Å Ω",
       "zero\u200bwidth\u200cnon\u200djoin\ufeffer", "soft\u00adhyphen", "\u202eright to left\u202c", "no\u00a0break\u2009thin\u3000ideographic\u2028line\u2029par",
       "nul\x00bell\x07esc\x1b[31m", "\x1c\x1d\x1e\x1f x \x85 y", "private \ue000\U000f0000 use", "noncharacter \ufffe\uffff", "\ufffd\ufffd", "tag \U000e0041\U000e007f",
       "😀", "😀😀😀 help", "👨‍👩‍👧‍👦 family", "👍🏽 ok 👋🏿", "❤️ ❤ ♥", "🏳️‍🌈🇬🇧🇵🇱", "1️⃣ 2️⃣", "💔😭 he left me 😭💔", "🤰🏻pregnant", "so tired 🥱🥱",
       "lol…wait—what “no” ‘yes’ «oui»", "can't won't I'm he's", "can’t won’t I’m he’s", "07700 900123", "DY11 5PL wr5 1de", "£20.50 €5 $3 50%", "a@b.co.uk http://x.y/z?q=1&r=2#s",
       "...!!!???", "!", "?!?!?!", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "hhhhheeeeelllllppppp", "HELP ME PLEASE", "hElP mE", "my   son    is\t3", "  leading and trailing  ",
       "supercalifragilisticexpialidocious", "antidisestablishmentarianism", "mychildisnotsleeping", "asdfghjkl qwertyuiop zxcvbnm", "x"*200, "na "*60, "\u0301\u0302 alone", "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308",
       "Z̸̢̛a̵l̶g̷o̸ ̴t̵e̶x̷t̸", "السَّلامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ", "طِفْلِي لا يَنامُ", "ﷺ ﷲ ﻼ ﺍﻟﻌﺮﺑﻴﺔ", "۱۲۳ ٤٥٦", "بچہ بیمار ہے", "مجھے‌ مدد چاہیے", "ਮੇਰਾ ਬੱਚਾ ਸੌਂਦਾ ਨਹੀਂ",
       "আমার স্বামী আমাকে মারে", "মেয়ে ড়ঢ়য়", "मेरा बच्चा बीमार है", "என் குழந்தை தூங்கவில்லை", "మా పాప", "ಕನ್ನಡ", "മലയാളം", "ลูกของฉันป่วย", "ລາວ", "မြန်မာ", "ខ្មែរ", "አማርኛ ልጄ", "ትግርኛ", "ქართული", "հայերեն",
       "το παιδί μου δεν κοιμάται", "הילד שלי לא ישן", "אֶלֶף בֵּית", "我女儿不想上学", "他打我，我很害怕。", "我需要幫助", "助けてください", "コドモ ｺﾄﾞﾓ", "도와주세요 아이가", "각", "Մ ᏣᎳᎩ ᚠᚢ ߒߞߏ",
       "Їжак ЇЖАК Й й", "Ёлка ЕЛКА ё", "ŻÓŁĆ zażółć gęślą jaźń", "șțăâî ŞŢ şţ", "ğüşıöç ĞÜŞİÖÇ", "não está ÀS ÕES", "𝓱𝓮𝓵𝓹 𝐦𝐞 𝕡𝕝𝕖𝕒𝕤𝕖", "ʰᵉˡᵖ ₘₑ", "ᴴᵉˡᵖ", "𐍈 𓀀 𒀀 𝄞", "\U0001fae0 \U0001f6dd", "а́ я́ (stress)",
       "mixеd сyrillic and lаtin", "the quick brown fox\u0000jumps", "\u200f\u200e", "\u2060\u2061\u2062", "\u115f\u1160\u3164 hangul filler", "\u034f joiner", "\u180e mongolian"]

def all_texts():
    long = " ".join(READ)
    return READ + CUT + [(long * 8)[:16000], ("my baby wont stop crying and i dont know who to ask " * 400)[:16384], "我" * 3000, "😀 " * 2000, "zq" * 4000]

def write(p, path, vectors, dangers):
    cutter = vocabulary.tokenizer(list(p["pieces"]), list(p["scores"]))
    cuts = [{"text": t, "ids": vocabulary.encode(cutter, t, 1 << 20)} for t in all_texts()]
    weights = {k: jnp.asarray(v) for k, v in p.items() if v.dtype.kind == "f" and k not in ("words", "scores")}
    readings = []
    for row in cuts[:len(READ)]:
        ids, mask = model.padded([row["ids"]])
        mean, greatest = model.pooled(model.encoder(weights, jnp.asarray(p["words"][ids]), jnp.asarray(mask), 6), jnp.asarray(mask))
        both = np.concatenate([mean, greatest], 1)[0]
        def numbers(row): return [float(f"{x:.4f}") for x in np.asarray(row)]
        logits = {name: p[name + ".w"] @ both + p[name + ".b"] for name in texts.HEADS}
        logits["dangers"] = neighbours.moved(logits["dangers"], vectors, dangers, np.asarray(mean[0]))
        readings.append({"text": row["text"], "vector": numbers(mean[0]), **{name: numbers(row) for name, row in logits.items()}})
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"cuts": [\n' + ",\n".join(json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in cuts) + '\n],\n"readings": [\n' + ",\n".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in readings) + "\n]}\n")
    print(path, len(cuts), "cuts,", len(readings), "readings")
