"""Where people come from, how they are called there and what they speak. Every person made of this is
invented.

The shares follow the order of size in CBS figures on asylum and family migration; they are not exact.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Herkomst:
    """A country of origin: share per group (in percent), names, and contact languages with their weights."""

    land: str
    asiel: float
    gezin: float
    mannen: tuple[str, ...]
    vrouwen: tuple[str, ...]
    achternamen: tuple[str, ...]
    talen: dict[str, float]


def _namen(tekst: str) -> tuple[str, ...]:
    return tuple(tekst.split())


HERKOMSTEN = (
    Herkomst(
        "Syrië",
        44,
        14,
        _namen(
            "Ahmad Mohammad Omar Khaled Yousef Hassan Samer Bilal Anas Firas Nizar Wael Tarek Ammar Rami Zaid"
        ),
        _namen("Rania Hala Fatima Nour Layla Mariam Samira Rasha Dima Hiba Amal Yara Lina Sawsan Maha Reem"),
        _namen(
            "Al-Khatib Al-Hariri Haddad Darwish Al-Masri Kassab Nasser Al-Ahmad Shahin Khoury Barakat "
            "Mansour Sabbagh Al-Hamwi Zaitoun Bakkour Al-Sayed Qasim Tahan Halabi Hourani"
        ),
        {"ar": 84, "ku": 16},
    ),
    Herkomst(
        "Eritrea",
        14,
        5,
        _namen("Yonas Filmon Tesfay Mehari Samuel Abel Berhane Kidane Robel Merhawi Dawit Isaias Henok Awet"),
        _namen("Saba Feven Luwam Selam Helen Winta Mihret Senait Rahwa Bisrat Hiwet Yordanos Almaz Eden"),
        _namen(
            "Tesfamariam Gebremedhin Habte Woldu Kifle Berhe Ghebreab Mebrahtu Tekle Araya Haile Yemane "
            "Kidanemariam Zerai Fessehaye Okbay Weldemichael Negash"
        ),
        {"ti": 97, "am": 3},
    ),
    Herkomst(
        "Turkije",
        11,
        15,
        _namen("Emre Murat Kemal Yusuf Hakan Serkan Ali Mustafa Burak Onur Fatih Selim Cem Orhan"),
        _namen("Elif Zeynep Aylin Merve Esra Derya Selin Büşra Gül Hatice Nazan Sevda Tuğba Pınar"),
        _namen(
            "Yılmaz Demir Kaya Çelik Şahin Aydın Öztürk Arslan Doğan Kılıç Aslan Koç Kurt Polat Güneş Bulut"
        ),
        {"tr": 88, "ku": 12},
    ),
    Herkomst(
        "Jemen",
        9,
        2,
        _namen("Abdullah Saleh Nabil Fahd Hamid Yahya Adel Majed Walid Ibrahim Mansour Jamal"),
        _namen("Arwa Bushra Huda Safia Amat Nadia Taqwa Balqis Afnan Sumaya Ebtisam Ghada"),
        _namen(
            "Al-Saadi Al-Qadhi Al-Shami Al-Hakimi Saif Al-Maqtari Al-Wazir Bajamal Al-Sharabi Al-Aghbari "
            "Al-Zubairi"
        ),
        {"ar": 100},
    ),
    Herkomst(
        "Afghanistan",
        8,
        4,
        _namen("Farid Najib Hamed Reza Mirwais Zalmay Omid Sohrab Jawad Naser Wahid Haroon"),
        _namen("Parwana Zahra Shabnam Laila Nargis Freshta Marzia Sahar Roya Palwasha Hosna Wajma"),
        _namen("Ahmadi Rahimi Noori Haidari Karimi Sharifi Amiri Popal Safi Rasooli Sediqi Wardak Azizi"),
        {"prs": 64, "ps": 36},
    ),
    Herkomst(
        "Iran",
        6,
        5,
        _namen("Amir Behrouz Dariush Farhad Kamran Mehdi Navid Omid Pejman Ramin Siavash Kian"),
        _namen("Azar Bita Golnaz Leila Mahsa Nasrin Parisa Roxana Shirin Taraneh Yasaman Ziba"),
        _namen("Hosseini Mohammadi Karimi Jafari Tehrani Rostami Moradi Ebrahimi Farahani Shirazi Sadeghi"),
        {"fa": 92, "ku": 8},
    ),
    Herkomst(
        "Somalië",
        5,
        4,
        _namen("Abdi Hassan Mohamed Yusuf Farah Liban Mahad Ismail Guled Bashir Abshir Warsame"),
        _namen("Hodan Ifrah Sagal Asha Fadumo Hibaq Khadija Maryan Nasra Sahra Ubah Zamzam"),
        _namen("Warsame Abdullahi Hersi Jama Nur Osman Farah Ali Egal Duale Hirsi Mohamud Samatar Guled"),
        {"so": 96, "ar": 4},
    ),
    Herkomst(
        "Irak",
        3,
        5,
        _namen("Ali Hussein Mustafa Ammar Haider Karrar Saif Laith Muhannad Sarmad"),
        _namen("Zainab Noor Shahad Rusul Hawraa Sura Israa Duaa Tabarak Maysam"),
        _namen("Al-Jabouri Al-Obaidi Salih Al-Tamimi Kareem Hameed Al-Bayati Jasim Al-Dulaimi Rashid Abbas"),
        {"ar": 70, "ku": 30},
    ),
    Herkomst(
        "Marokko",
        0,
        13,
        _namen("Youssef Hamza Rachid Karim Mehdi Anouar Soufiane Nabil Bilal Ayoub Hicham Zakaria"),
        _namen("Salma Imane Hanane Siham Loubna Naima Ikram Karima Meryem Asmae Houda Wafae"),
        _namen(
            "El-Amrani Benali Bouzid Ait-Lahcen El-Idrissi Tahiri Chafik Azzouzi Benjelloun Ouali Lamrabet "
            "El-Fassi Berrada"
        ),
        {"ar": 78, "fr": 22},
    ),
    Herkomst(
        "Thailand",
        0,
        8,
        _namen("Somchai Anan Niran Kittisak Prasert Wichai Chai Arthit"),
        _namen("Malee Suda Ploy Kanya Nuan Orathai Pim Siriporn Wanida Ratana Dao Lamai"),
        _namen("Srisai Wongsa Thongdee Saetang Chaiyo Boonmee Sukjai Rattana Kaewmanee Phromma Janthong"),
        {"en": 100},
    ),
    Herkomst(
        "Brazilië",
        0,
        8,
        _namen("Rafael Thiago Lucas Bruno Diego Felipe Marcelo Rodrigo Gustavo"),
        _namen("Camila Juliana Larissa Fernanda Beatriz Aline Patrícia Renata Vanessa Débora"),
        _namen("Silva Souza Oliveira Pereira Lima Carvalho Almeida Ribeiro Barbosa Rocha Moreira Teixeira"),
        {"en": 60, "es": 40},
    ),
    Herkomst(
        "India",
        0,
        9,
        _namen("Arjun Rahul Vikram Sanjay Amit Rohan Karthik Nikhil Suresh"),
        _namen("Priya Anjali Kavita Meera Neha Pooja Sunita Divya Lakshmi Shreya"),
        _namen("Sharma Patel Reddy Nair Gupta Iyer Menon Singh Rao Desai Joshi Kulkarni Verma"),
        {"en": 100},
    ),
    Herkomst(
        "China",
        0,
        4,
        _namen("Wei Jun Ming Hao Lei Qiang Bo Peng"),
        _namen("Mei Xia Yan Li Hong Jing Na Fang"),
        _namen("Wang Li Zhang Chen Liu Yang Huang Zhao Wu Zhou Xu Sun"),
        {"zh": 100},
    ),
    Herkomst(
        "Colombia",
        0,
        4,
        _namen("Andrés Camilo Santiago Julián Mateo Sebastián Nicolás"),
        _namen("Valentina Daniela Paola Natalia Catalina Marcela Luisa Diana"),
        _namen("Rodríguez Gómez Martínez Ramírez Torres Vargas Castro Rojas Moreno Ortiz Quintero"),
        {"es": 100},
    ),
)

BEHANDELAARS_VOOR = _namen(
    "Nadia Bram Els Karim Tom Ria Petra Joost Fatma Sanne Daan Marieke Wouter Iris Jeroen Lotte Hassan "
    "Anouk Ruben Femke Sjoerd Samira Koen Willemijn Ayse Thijs Mirjam Rik Esther Dennis Lieke Omar Judith "
    "Bas Carla Sven"
)
BEHANDELAARS_ACHTER = (
    "de Wit",
    "Visser",
    "Bakker",
    "Haddad",
    "Prins",
    "Mol",
    "Smit",
    "Groen",
    "de Boer",
    "Kuiper",
    "Dekker",
    "Schouten",
    "van Dam",
    "Hoekstra",
    "Vos",
    "Postma",
    "Blom",
    "Zijlstra",
    "Timmer",
    "Kramer",
    "Wiersma",
    "Bos",
    "Yildiz",
    "van Leeuwen",
    "Ruiter",
    "Ooms",
    "Veldman",
    "Sluis",
    "Tromp",
    "Admiraal",
)
