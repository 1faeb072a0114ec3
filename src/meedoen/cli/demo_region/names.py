"""Where people come from, how they are called there and what they speak. Every person made of this is
invented.

The shares follow the order of size in CBS figures on asylum and family migration; they are not exact.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """A country of origin: share per group (in percent), names, and contact languages with their weights."""

    country: str
    asiel: float
    gezin: float
    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[str, ...]
    languages: dict[str, float]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORIGINS = (
    Origin(
        "Syrië",
        44,
        14,
        _names(
            "Ahmad Mohammad Omar Khaled Yousef Hassan Samer Bilal Anas Firas Nizar Wael Tarek Ammar Rami Zaid"
        ),
        _names("Rania Hala Fatima Nour Layla Mariam Samira Rasha Dima Hiba Amal Yara Lina Sawsan Maha Reem"),
        _names(
            "Al-Khatib Al-Hariri Haddad Darwish Al-Masri Kassab Nasser Al-Ahmad Shahin Khoury Barakat "
            "Mansour Sabbagh Al-Hamwi Zaitoun Bakkour Al-Sayed Qasim Tahan Halabi Hourani"
        ),
        {"ar": 84, "ku": 16},
    ),
    Origin(
        "Eritrea",
        14,
        5,
        _names("Yonas Filmon Tesfay Mehari Samuel Abel Berhane Kidane Robel Merhawi Dawit Isaias Henok Awet"),
        _names("Saba Feven Luwam Selam Helen Winta Mihret Senait Rahwa Bisrat Hiwet Yordanos Almaz Eden"),
        _names(
            "Tesfamariam Gebremedhin Habte Woldu Kifle Berhe Ghebreab Mebrahtu Tekle Araya Haile Yemane "
            "Kidanemariam Zerai Fessehaye Okbay Weldemichael Negash"
        ),
        {"ti": 97, "am": 3},
    ),
    Origin(
        "Turkije",
        11,
        15,
        _names("Emre Murat Kemal Yusuf Hakan Serkan Ali Mustafa Burak Onur Fatih Selim Cem Orhan"),
        _names("Elif Zeynep Aylin Merve Esra Derya Selin Büşra Gül Hatice Nazan Sevda Tuğba Pınar"),
        _names(
            "Yılmaz Demir Kaya Çelik Şahin Aydın Öztürk Arslan Doğan Kılıç Aslan Koç Kurt Polat Güneş Bulut"
        ),
        {"tr": 88, "ku": 12},
    ),
    Origin(
        "Jemen",
        9,
        2,
        _names("Abdullah Saleh Nabil Fahd Hamid Yahya Adel Majed Walid Ibrahim Mansour Jamal"),
        _names("Arwa Bushra Huda Safia Amat Nadia Taqwa Balqis Afnan Sumaya Ebtisam Ghada"),
        _names(
            "Al-Saadi Al-Qadhi Al-Shami Al-Hakimi Saif Al-Maqtari Al-Wazir Bajamal Al-Sharabi Al-Aghbari "
            "Al-Zubairi"
        ),
        {"ar": 100},
    ),
    Origin(
        "Afghanistan",
        8,
        4,
        _names("Farid Najib Hamed Reza Mirwais Zalmay Omid Sohrab Jawad Naser Wahid Haroon"),
        _names("Parwana Zahra Shabnam Laila Nargis Freshta Marzia Sahar Roya Palwasha Hosna Wajma"),
        _names("Ahmadi Rahimi Noori Haidari Karimi Sharifi Amiri Popal Safi Rasooli Sediqi Wardak Azizi"),
        {"prs": 64, "ps": 36},
    ),
    Origin(
        "Iran",
        6,
        5,
        _names("Amir Behrouz Dariush Farhad Kamran Mehdi Navid Omid Pejman Ramin Siavash Kian"),
        _names("Azar Bita Golnaz Leila Mahsa Nasrin Parisa Roxana Shirin Taraneh Yasaman Ziba"),
        _names("Hosseini Mohammadi Karimi Jafari Tehrani Rostami Moradi Ebrahimi Farahani Shirazi Sadeghi"),
        {"fa": 92, "ku": 8},
    ),
    Origin(
        "Somalië",
        5,
        4,
        _names("Abdi Hassan Mohamed Yusuf Farah Liban Mahad Ismail Guled Bashir Abshir Warsame"),
        _names("Hodan Ifrah Sagal Asha Fadumo Hibaq Khadija Maryan Nasra Sahra Ubah Zamzam"),
        _names("Warsame Abdullahi Hersi Jama Nur Osman Farah Ali Egal Duale Hirsi Mohamud Samatar Guled"),
        {"so": 96, "ar": 4},
    ),
    Origin(
        "Irak",
        3,
        5,
        _names("Ali Hussein Mustafa Ammar Haider Karrar Saif Laith Muhannad Sarmad"),
        _names("Zainab Noor Shahad Rusul Hawraa Sura Israa Duaa Tabarak Maysam"),
        _names("Al-Jabouri Al-Obaidi Salih Al-Tamimi Kareem Hameed Al-Bayati Jasim Al-Dulaimi Rashid Abbas"),
        {"ar": 70, "ku": 30},
    ),
    Origin(
        "Marokko",
        0,
        13,
        _names("Youssef Hamza Rachid Karim Mehdi Anouar Soufiane Nabil Bilal Ayoub Hicham Zakaria"),
        _names("Salma Imane Hanane Siham Loubna Naima Ikram Karima Meryem Asmae Houda Wafae"),
        _names(
            "El-Amrani Benali Bouzid Ait-Lahcen El-Idrissi Tahiri Chafik Azzouzi Benjelloun Ouali Lamrabet "
            "El-Fassi Berrada"
        ),
        {"ar": 78, "fr": 22},
    ),
    Origin(
        "Thailand",
        0,
        8,
        _names("Somchai Anan Niran Kittisak Prasert Wichai Chai Arthit"),
        _names("Malee Suda Ploy Kanya Nuan Orathai Pim Siriporn Wanida Ratana Dao Lamai"),
        _names("Srisai Wongsa Thongdee Saetang Chaiyo Boonmee Sukjai Rattana Kaewmanee Phromma Janthong"),
        {"en": 100},
    ),
    Origin(
        "Brazilië",
        0,
        8,
        _names("Rafael Thiago Lucas Bruno Diego Felipe Marcelo Rodrigo Gustavo"),
        _names("Camila Juliana Larissa Fernanda Beatriz Aline Patrícia Renata Vanessa Débora"),
        _names("Silva Souza Oliveira Pereira Lima Carvalho Almeida Ribeiro Barbosa Rocha Moreira Teixeira"),
        {"en": 60, "es": 40},
    ),
    Origin(
        "India",
        0,
        9,
        _names("Arjun Rahul Vikram Sanjay Amit Rohan Karthik Nikhil Suresh"),
        _names("Priya Anjali Kavita Meera Neha Pooja Sunita Divya Lakshmi Shreya"),
        _names("Sharma Patel Reddy Nair Gupta Iyer Menon Singh Rao Desai Joshi Kulkarni Verma"),
        {"en": 100},
    ),
    Origin(
        "China",
        0,
        4,
        _names("Wei Jun Ming Hao Lei Qiang Bo Peng"),
        _names("Mei Xia Yan Li Hong Jing Na Fang"),
        _names("Wang Li Zhang Chen Liu Yang Huang Zhao Wu Zhou Xu Sun"),
        {"zh": 100},
    ),
    Origin(
        "Colombia",
        0,
        4,
        _names("Andrés Camilo Santiago Julián Mateo Sebastián Nicolás"),
        _names("Valentina Daniela Paola Natalia Catalina Marcela Luisa Diana"),
        _names("Rodríguez Gómez Martínez Ramírez Torres Vargas Castro Rojas Moreno Ortiz Quintero"),
        {"es": 100},
    ),
)

HANDLERS_BEFORE = _names(
    "Nadia Bram Els Karim Tom Ria Petra Joost Fatma Sanne Daan Marieke Wouter Iris Jeroen Lotte Hassan "
    "Anouk Ruben Femke Sjoerd Samira Koen Willemijn Ayse Thijs Mirjam Rik Esther Dennis Lieke Omar Judith "
    "Bas Carla Sven"
)
HANDLERS_AFTER = (
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
