class NormalizedLandmark:
    x: float
    y: float
    z: float

class Category:
    category_name: str
    score: float
