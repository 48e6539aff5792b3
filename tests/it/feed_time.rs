//! Times in all the formats that feeds use.

use newsclip::Timestamp;
use newsclip::feed::Time;

/// 2022-11-13T04:15:01Z.
const MS: i64 = 1_668_312_901_000;

fn time(ms: i64) -> Timestamp {
    Timestamp::try_from(ms).unwrap()
}

/// The same time in different forms.
const EXACT: [&str; 49] = [
    "Sun, 13 Nov 2022 04:15:01 +0000",
    "Mon, 13 Nov 2022 04:15:01 GMT",
    "13 Nov 2022 04:15:01 UT",
    "13 Nov 22 12:15:01 +0800",
    "13-Nov-22 04:15:01 GMT",
    "Sun 13 Nov 2022 04:15:01 +0000",
    "Sun, 13 Nov, 2022 04:15:01 +0000",
    "Sunday, November 13th, 2022 04:15:01 GMT",
    "Nov. 12, 2022, 11:15:01 p.m. EST",
    "Nov. 13, 2022, 4:15:01 A.M. GMT",
    "Sun Nov 13 04:15:01 GMT 2022",
    "Sun Nov 13 04:15:01 +0000 2022",
    "2022-11-13T04:15:01Z",
    "2022-11-13t04:15:01z",
    "2022-11-13T12:15:01+08:00",
    "2022-11-13T12:15:01.000+08:00",
    "2022-11-13 12:15:01 +0800",
    "2022-11-13 12:15:01 +08:00",
    "2022-11-13 04:15:01 UTC",
    "20221113T041501Z",
    "1668312901",
    "1668312901000",
    "Nov 13, 2022 04:15:01 AM GMT",
    "2022/11/13 12:15:01 GMT+8",
    "13.11.2022 05:15:01 MEZ",
    "Sunday, 13 November 2022 12:15:01 +08:00",
    "Sat, 12 Nov 2022 23:15:01 EST",
    "Sat, 12 Nov 2022 23:15:01 ET",
    "Sun, 13 Nov 2022 05:15:01 Europe/Berlin",
    "Sun, 13 Nov 2022 05:15:01 MET",
    "Sun, 13 Nov 2022 07:15:01 MSK",
    "2022-11-13T12:15:01+0800",
    "2022-11-13T12:15:01+08",
    "2022-317T04:15:01Z",
    "Sun, 13 Nov 2022 12:15:01 +0800 (CST)",
    "dim., 13 nov. 2022 04:15:01 GMT",
    "So, 13 Nov 2022 05:15:01 CET",
    "dom 13 de noviembre de 2022 04:15:01 GMT",
    "Вс, 13 ноя 2022 07:15:01 +0300",
    "Κυρ, 13 Νοε 2022 06:15:01 EET",
    "2022年11月13日 12:15:01 +0800",
    "13. November 2022 05:15:01 Uhr MEZ",
    "2022-11-13 12:15:01 +0800 CST",
    "Sat, 12 Nov 2022 23:15:01 - 0500",
    "Sun, 13 Nov 2022 12:15:01 UTC+08:00",
    "Sun, 13 Nov 2022 12:15:01 GMT+8",
    "Sun Nov 13 2022 12:15:01 GMT+0800 (China Standard Time)",
    "Sat, 12 Nov 2022 23:15:01 (EST)",
    "2022-11-13 12:15:01 (UTC+8)",
];

#[test]
fn times_with_a_zone_are_exact() {
    for text in EXACT {
        assert_eq!(Time::read(text, 480), Time::Exact(time(MS)), "{text}");
    }
}

#[test]
fn times_without_a_known_zone_are_assumed() {
    for text in [
        "2022-11-13 12:15:01",
        "2022-11-13T12:15:01",
        "2022年11月13日 12:15:01",
        "2022年11月13日星期日 12:15:01",
        "2022年11月13日星期日下午0:15:01",
        "2022年11月13日 星期日 下午0:15:01",
        "2022年11月13日(日) 12時15分01秒",
        "2022年11月13日日曜日 12:15:01",
        "2022年11月13日日曜日午後0:15:01",
        "2022年11月13日周日 12点15分01秒",
        "2022년 11월 13일 오후 12:15:01",
        "2022/11/13 12:15:01",
        "13 Nov 2022 12:15:01 CST",
        "Sun, 13 Nov 2022 12:15:01",
        "Sun Nov 13 12:15:01 2022",
        "Sun, 13 Nov 2022 12:15:01 XYZ",
        "13.11.2022 12:15:01",
        "13.11.2022 klo 12.15.01",
        "13.11.22 12:15:01",
        "2022. november 13. 12:15:01",
        "2022. 11. 13. 오후 12:15:01",
        "Sun, 13 Nov 2022 12:15:01 (CST)",
        "Sun, 13 Nov 2022 12:15:01 (week 46)",
        "Chủ Nhật, 13 tháng 11 năm 2022 12:15:01",
        "13 Th11 2022 12:15:01",
        "13 Nov 2022 12:15:01 - 13:30:00",
        "13. November 2022 12:15:01 Uhr",
        "11/13/2022 12:15:01",
        "13/11/2022 12:15:01",
        "Sun, 13 Nov 2022 12:15:01 Mars/Olympus",
    ] {
        assert_eq!(Time::read(text, 480), Time::AssumedZone(time(MS)), "{text}");
    }
}

#[test]
fn zones_with_several_meanings_are_assumed() {
    for (text, minutes) in [
        ("Sun, 13 Nov 2022 04:15:01 CST", 360),
        ("Sun, 13 Nov 2022 04:15:01 BST", -60),
        ("Sun, 13 Nov 2022 04:15:01 IST", -330),
    ] {
        let expected = MS + minutes * 60_000;
        assert_eq!(Time::read(text, 0), Time::AssumedZone(time(expected)), "{text}");
    }
}

/// A second name, such as that of summer time, changes the meaning of the first.
#[test]
fn a_zone_with_another_unknown_name_is_assumed() {
    let expected = time(MS - 60 * 60_000);
    assert_eq!(Time::read("13 Nov 2022 04:15:01 MET DST", 0), Time::AssumedZone(expected));
}

/// RFC 2822 §4.3.
#[test]
fn short_years_are_those_of_old_mail() {
    for (year, expected) in [("49", "2049"), ("50", "1950"), ("122", "2022")] {
        let expected = format!("{expected}-11-13T04:15:01Z").parse().unwrap();
        assert_eq!(Time::read(&format!("13 Nov {year} 04:15:01 GMT"), 0), Time::Exact(expected), "{year}");
    }
}

#[test]
fn summer_time_is_known() {
    for (text, expected) in [
        ("2022-07-01 12:00 Europe/Berlin", "2022-07-01T10:00:00Z"),
        ("2022-01-01 12:00 Europe/Berlin", "2022-01-01T11:00:00Z"),
        // The last Sundays of March and October.
        ("2022-03-27 12:00 Europe/Berlin", "2022-03-27T10:00:00Z"),
        ("2022-10-30 12:00 Europe/Berlin", "2022-10-30T11:00:00Z"),
        ("1 Jul 2022 12:00 ET", "2022-07-01T16:00:00Z"),
        // The second Sunday of March, and the first of November.
        ("13 Mar 2022 12:00 ET", "2022-03-13T16:00:00Z"),
        ("6 Nov 2022 12:00 ET", "2022-11-06T17:00:00Z"),
        ("1 Jan 2022 12:00 PT", "2022-01-01T20:00:00Z"),
        ("1 Jul 2022 12:00 America/New_York", "2022-07-01T16:00:00Z"),
    ] {
        assert_eq!(Time::read(text, 480), Time::Exact(expected.parse().unwrap()), "{text}");
    }
}

#[test]
fn a_date_without_a_day_or_month_is_the_start_of_its_period() {
    for (text, expected) in [
        ("2022", "2022-01-01T00:00:00Z"),
        ("2022-11", "2022-11-01T00:00:00Z"),
        ("2022 November", "2022-11-01T00:00:00Z"),
        ("March, 2022", "2022-03-01T00:00:00Z"),
        ("2022-11-13", "2022-11-13T00:00:00Z"),
        ("20221113", "2022-11-13T00:00:00Z"),
        ("2022年11月13日", "2022-11-13T00:00:00Z"),
        ("2022年11月", "2022-11-01T00:00:00Z"),
        // The summer issue.
        ("2022年夏季号", "2022-01-01T00:00:00Z"),
        ("Tue 11 Jan 2011", "2011-01-11T00:00:00Z"),
        ("2011 January, 11", "2011-01-11T00:00:00Z"),
        ("mar, 11 ene 2011", "2011-01-11T00:00:00Z"),
        ("11 août 2022", "2022-08-11T00:00:00Z"),
        ("11 Μαΐου 2022", "2022-05-11T00:00:00Z"),
        ("5 maja 2022", "2022-05-05T00:00:00Z"),
        ("5 Ağustos 2022", "2022-08-05T00:00:00Z"),
        ("1 juillet 2022", "2022-07-01T00:00:00Z"),
        ("1 juin 2022", "2022-06-01T00:00:00Z"),
        ("2022-11-13T24:00:00", "2022-11-14T00:00:00Z"),
    ] {
        assert_eq!(Time::read(text, 0), Time::AssumedZone(expected.parse().unwrap()), "{text}");
    }
}

/// The months in the languages that the reader knows, in the case that dates use.
const MONTHS: [(&str, &str); 32] = [
    ("Bulgarian", "януари февруари март април май юни юли август септември октомври ноември декември"),
    ("Catalan", "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre"),
    ("Czech", "ledna února března dubna května června července srpna září října listopadu prosince"),
    ("Czech, short", "led úno bře dub kvě čvn čvc srp zář říj lis pro"),
    ("Danish", "januar februar marts april maj juni juli august september oktober november december"),
    ("Dutch", "januari februari maart april mei juni juli augustus september oktober november december"),
    ("English", "January February March April May June July August September October November December"),
    (
        "Estonian",
        "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    ),
    (
        "Finnish",
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta \
             marraskuuta joulukuuta",
    ),
    ("French", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    ("German", "Jänner Februar März April Mai Juni Juli August September Oktober November Dezember"),
    ("German, short", "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez"),
    (
        "Greek",
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
    ),
    (
        "Hungarian",
        "január február március április május június július augusztus szeptember október november december",
    ),
    ("Hungarian, short", "jan febr márc ápr máj jún júl aug szept okt nov dec"),
    ("Icelandic", "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember"),
    ("Indonesian", "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"),
    (
        "Italian",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    (
        "Latvian",
        "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    ),
    (
        "Lithuanian",
        "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    ),
    ("Norwegian", "januar februar mars april mai juni juli august september oktober november desember"),
    (
        "Polish",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    ),
    (
        "Portuguese",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    (
        "Romanian",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    ),
    ("Russian", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    ("Serbian", "јануар фебруар март април мај јун јул август септембар октобар новембар децембар"),
    ("Slovak", "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra"),
    ("Slovenian", "januar februar marec april maj junij julij avgust september oktober november december"),
    ("Spanish", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    ("Swedish", "januari februari mars april maj juni juli augusti september oktober november december"),
    ("Turkish", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    ("Ukrainian", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
];

#[test]
fn months_have_names_in_many_languages() {
    for (language, names) in MONTHS {
        for (index, name) in names.split(' ').filter(|name| !name.is_empty()).enumerate() {
            let expected = Time::AssumedZone(format!("2022-{:02}-05T00:00:00Z", index + 1).parse().unwrap());
            for text in
                [format!("5. {name} 2022"), format!("2022 {name} 5"), format!("{name}, 5 {name} 2022")]
            {
                assert_eq!(Time::read(&text, 0), expected, "{language}: {text}");
            }
        }
    }
}

/// The name of a weekday may begin as that of a month does.
#[test]
fn weekdays_are_ignored() {
    for text in [
        "mardi 11 janvier 2011",
        "maanantai 11. tammikuuta 2011",
        "maanantai 11.1.2011",
        "úterý 11. ledna 2011",
        "kedd, 2011. január 11.",
        "marți, 11 ianuarie 2011",
        "wtorek, 11 stycznia 2011",
        "вівторок, 11 січня 2011",
        "Salı, 11 Ocak 2011",
        "Τρίτη, 11 Ιανουαρίου 2011",
        "Selasa, 11 Januari 2011",
        "Thứ 3, 11 tháng 1, 2011",
        "2011년 1월 11일 화요일",
        "2011년 1월 11일 (화)",
    ] {
        assert_eq!(Time::read(text, 0), Time::AssumedZone("2011-01-11T00:00:00Z".parse().unwrap()), "{text}");
    }
}

#[test]
fn hours_have_several_marks() {
    for text in [
        "5 mars 2026 à 12h30",
        "5 mars 2026 12 h 30",
        "5 mars 2026, 12h30min",
        "5.3.2026 klo 12.30",
        "05.03.2026 kl. 12.30",
        "5 marzo 2026, ore 12.30",
        "5. März 2026, 12.30 Uhr",
        "05/mar/2026 12H30",
        "12h30, 5 mars 2026",
    ] {
        assert_eq!(Time::read(text, 0), Time::AssumedZone("2026-03-05T12:30:00Z".parse().unwrap()), "{text}");
    }
    let noon = Time::AssumedZone("2026-03-05T12:00:00Z".parse().unwrap());
    for text in ["5 mars 2026 à 12h", "5 mars 2026, 12 h", "5 mars 2026 12:00h", "5 mars 2026 à 12h00"] {
        assert_eq!(Time::read(text, 0), noon, "{text}");
    }
}

#[test]
fn a_text_of_more_than_a_hundred_bytes_is_not_a_time() {
    let time = |length: usize| {
        let start = "2022-11-13 04:15:01 UTC (";
        Time::read(&format!("{start}{})", "x".repeat(length - start.len() - 1)), 0).time()
    };
    assert!(time(100).is_some() && time(101).is_none());
}

#[test]
fn other_texts_are_not_times() {
    for text in [
        "",
        "昨天",
        "yesterday",
        "2022-13-40",
        "2022-02-30 00:00",
        "13 Foo 2022",
        "2022-11-13 25:00",
        "11/12/2022",
        "12/11/2022",
        "99",
        "Copyright 2022",
        "5 items in 2022",
        "13 Nov 2022 2021",
        "13 Nov 2022 100",
        "13 Nov 2022 99",
        "2022-11-13 08:00 +99:00",
        "2022-11-13 08:00 +08:60",
        "November 2022 12:00",
        "Published November 2022",
        "13 Nov 2022 12 hours",
        "Sun, 13 Nov 2022 12:15:01 +1500",
        "令和4年11月13日",
        "民國111年11月13日",
        "2022年11月13日 5分",
        "-1-1-1",
        "10000-01-01",
        "0001-01-01T00:00:00Z",
        "-0001-11-30T00:00:00+00:00",
        "Wed, 30 Nov -0001 00:00:00 +0000",
        &"1".repeat(5000),
        &"月".repeat(5000),
    ] {
        assert!(matches!(Time::read(text, 0), Time::Unparsed(_)), "{text}: {:?}", Time::read(text, 0));
    }
}

#[test]
fn zones_have_their_offsets() {
    for (minutes, names) in [
        (0, "Z UT UTC GMT WET Etc/UTC Etc/GMT Europe/London Europe/Dublin Europe/Lisbon"),
        (60, "CET MET MEZ WEST WAT Europe/Paris Europe/Rome"),
        (120, "CEST MEST MESZ EET SAST CAT Europe/Athens Europe/Kyiv"),
        (180, "EEST MSK TRT EAT Europe/Moscow Europe/Istanbul"),
        (240, "MSD"),
        (300, "PKT"),
        (330, "Asia/Kolkata Asia/Calcutta"),
        (345, "NPT"),
        (420, "ICT WIB"),
        (480, "HKT BJT SGT MYT PHT AWST Asia/Shanghai Asia/Hong_Kong Asia/Taipei Asia/Singapore"),
        (540, "JST KST Asia/Tokyo Asia/Seoul"),
        (570, "ACST"),
        (600, "AEST"),
        (660, "AEDT"),
        (720, "NZST"),
        (780, "NZDT"),
        (-180, "ADT BRT ART America/Sao_Paulo America/Buenos_Aires"),
        (-210, "NST"),
        (-240, "EDT AST"),
        (-300, "EST CDT ET America/New_York America/Toronto America/Detroit US/Eastern"),
        (-360, "MDT CT America/Chicago US/Central"),
        (-420, "MST PDT AKDT MT America/Denver US/Mountain"),
        (-480, "PST PT America/Los_Angeles America/Vancouver US/Pacific"),
        (-540, "AKST"),
        (-600, "HST"),
    ] {
        for name in names.split(' ') {
            // In winter.
            let (text, noon) = (format!("15 Jan 2022 12:00 {name}"), 1_642_248_000_000);
            assert_eq!(Time::read(&text, 77), Time::Exact(time(noon - minutes * 60_000)), "{name}");
        }
    }
}
