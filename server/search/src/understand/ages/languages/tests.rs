//! Ages in the words of twelve languages.

use super::*;
use crate::vocabulary::county_terms;
use std::sync::LazyLock;

static COUNTY: LazyLock<LanguageAges> = LazyLock::new(|| LanguageAges::new(&county_terms().age_words));

fn said(language: &str, text: &str) -> Vec<f64> {
    let read = COUNTY.read(Some(language), text, &text::tokens(text));
    read.iter().flat_map(|mention| &mention.ages).filter_map(|age| age.years()).collect()
}

#[test]
fn ages_in_the_words_of_twelve_languages_are_understood() {
    for (language, text, ages) in [
        ("pl", "syn ma 9 lat i moczy się w nocy", &[9.0][..]),
        ("pl", "szukam klubu dla 11-latka", &[11.0]),
        ("pl", "mój dwulatek nie mówi", &[2.0]),
        ("pl", "córka osiem miesięcy, nie śpi", &[0.67]),
        ("ro", "băiatul meu are șapte ani și nu citește", &[7.0]),
        ("ro", "am 15 ani", &[15.0]),
        ("ro", "fetita de 8 luni nu doarme", &[0.67]),
        ("bg", "синът ми е на 6 години", &[6.0]),
        ("bg", "na 12 sym i me biyat", &[12.0]),
        ("uk", "доньці 10 років, шукаємо гурток", &[10.0]),
        ("uk", "мені чотирнадцять", &[14.0]),
        ("ru", "сыну 3 года, не говорит", &[3.0]),
        ("ru", "годовалый ребёнок не спит", &[1.0]),
        ("ru", "ему 2 года и 3 месяца", &[2.25]),
        ("ru", "dochke 8 let, boitsya shkoly", &[8.0]),
        ("ar", "عمره ٥ سنوات ولا يتكلم", &[5.0]),
        ("ar", "ابنتي عمرها ١٤", &[14.0]),
        ("ur", "beta nau saal ka hai", &[9.0]),
        ("ur", "میری بیٹی ۱۲ سال کی ہے", &[12.0]),
        ("pa", "ਮੇਰਾ ਪੁੱਤ 6 ਸਾਲ ਦਾ ਹੈ", &[6.0]),
        ("pa", "kudi 13 saal di hai", &[13.0]),
        ("bn", "আমার মেয়ে ৫ বছরের", &[5.0]),
        ("bn", "chele 7 bochor, kotha bole na", &[7.0]),
        ("tr", "kızım 5 yaşında konuşmuyor", &[5.0]),
        ("tr", "oğlum 8 aylık", &[0.67]),
        ("pt", "a minha filha tem 4 anos e 6 meses", &[4.5]),
        ("pt", "tenho 16, preciso de ajuda", &[16.0]),
        ("pt", "os meus, 2 e 7, nunca dormem", &[2.0, 7.0]),
        ("zh", "女儿三岁还不会说话", &[3.0]),
        ("zh", "宝宝8个月大", &[0.67]),
        ("zh", "我15岁", &[15.0]),
    ] {
        assert_eq!(said(language, text), ages, "{text}");
    }
}

#[test]
fn spans_of_time_and_other_numbers_are_no_ages_in_other_languages() {
    for (language, text) in [
        ("pl", "czekamy od 2 lat na mieszkanie"),
        ("pl", "mąż odszedł 3 lata temu"),
        ("ro", "locuim aici de 5 ani"),
        ("ro", "am fugit acum 2 ani"),
        ("bg", "чакаме от 2 години"),
        ("uk", "ми тут вже як 2 роки"),
        ("ru", "приехали 3 года назад"),
        ("ru", "за 6 месяцев никто не пришёл"),
        ("ar", "وصلنا قبل ٣ سنوات"),
        ("ur", "2 saal se intezar"),
        ("bn", "৩ বছর ধরে অপেক্ষা"),
        ("tr", "2 yıldır bekliyoruz"),
        ("tr", "saat 7 de geliyor"),
        ("pt", "moramos aqui há 4 anos"),
        ("pt", "tenho 3 filhos"),
        ("uk", "рахунок виріс на £9, чому"),
        ("bn", "দুই মাস বেতন নাই"),
        ("tr", "8. sınıf ödevi"),
        ("pl", "osiem lat tam mieszkałam"),
        ("ro", "a platit in plus 2,000 lire"),
        ("zh", "等了3个月"),
        ("zh", "欠了5个月的房租"),
    ] {
        assert_eq!(said(language, text), [0.0; 0], "{text}");
    }
}

#[test]
fn without_a_language_only_words_for_years_are_read() {
    let said = |text: &str| COUNTY.read(None, text, &text::tokens(text)).len();
    assert_eq!(said("munda 10 saal da"), 1);
    assert_eq!(said("mam 12, on 5"), 0);
}

#[test]
fn a_mention_knows_its_tokens() {
    let text = "nasz syn ma 14 lat";
    let read = COUNTY.read(Some("pl"), text, &text::tokens(text));
    assert_eq!(read[0].tokens, 3..5);
    assert_eq!(read[0].label, "14 years");
}
