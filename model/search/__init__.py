"""One box over customers, people, visits, needs, promises and products: Chinese, pinyin, codes and digits."""
